package io.bellhop.mail;

import io.bellhop.protocol.BellhopException;
import java.util.regex.Pattern;

/**
 * A message to one person, as text and as HTML that say the same. Nothing in it can add a header or
 * a recipient: the address is one plain address, and what goes into headers has no line breaks.
 *
 * @param sender what the sender is called, beside the configured address
 * @param to a plain address
 */
public record Mail(String sender, String to, String subject, String text, String html) {
  /** A plain address of ASCII characters, as most servers take no other. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST = 254;
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  /**
   * @throws BellhopException invalid_params for {@code email} if the address is not one
   */
  public Mail {
    if (!isAddress(to)) {
      throw BellhopException.invalid("email", "this address cannot be written to");
    }
    sender = oneLine(sender);
    subject = oneLine(subject);
  }

  /** Whether mail can be sent there, as far as the looks of it go. */
  public static boolean isAddress(String text) {
    return text.length() <= LONGEST
        && text.indexOf('@') <= LONGEST_LOCAL
        && ADDRESS.matcher(text).matches();
  }

  private static String oneLine(String text) {
    return BREAKS.matcher(text).replaceAll(" ").strip();
  }
}

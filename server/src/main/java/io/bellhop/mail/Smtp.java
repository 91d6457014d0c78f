package io.bellhop.mail;

import io.bellhop.mail.MailSettings.Tls;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Hands one message at a time to an SMTP server. Blocks, each step for at most 30 seconds. */
final class Smtp {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final String TIMEOUT = "30000";
  private static final int PERMANENT = 500;

  /** What became of a message. */
  sealed interface Outcome {
    /** The server has it, and is answerable for it. */
    record Accepted() implements Outcome {}

    /** The server will never take it (RFC 5321: 5yz). */
    record Refused(String reason) implements Outcome {}

    /** It may be taken later. */
    record Failed(String reason) implements Outcome {}
  }

  private final MailSettings settings;
  private final Session session;

  /**
   * @param more properties of the mail library
   */
  Smtp(MailSettings settings, Properties more) {
    this.settings = settings;
    Properties properties = properties(settings);
    properties.putAll(more);
    this.session = Session.getInstance(properties);
  }

  private static Properties properties(MailSettings settings) {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", TIMEOUT);
    properties.put("mail.smtp.timeout", TIMEOUT);
    properties.put("mail.smtp.writetimeout", TIMEOUT);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", String.valueOf(settings.user() != null));
    properties.put("mail.smtp.starttls.enable", String.valueOf(settings.tls() == Tls.STARTTLS));
    properties.put("mail.smtp.starttls.required", String.valueOf(settings.tls() == Tls.STARTTLS));
    properties.put("mail.smtp.ssl.enable", String.valueOf(settings.tls() == Tls.IMPLICIT));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    return properties;
  }

  /**
   * Sends a message.
   *
   * @param id the same for every attempt, so that a repeat can be recognised by its Message-ID
   * @param written when it was left
   */
  Outcome send(String id, Mail mail, Instant written) {
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = message(id, mail, written);
      transport.connect(
          settings.host(),
          settings.port(),
          settings.user(),
          settings.password() == null ? null : settings.password().reveal());
      transport.sendMessage(message, message.getAllRecipients());
      return new Outcome.Accepted();
    } catch (MessagingException e) {
      return outcome(e);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Outcome outcome(MessagingException failure) {
    String reason = String.valueOf(failure.getMessage()).strip();
    for (@Nullable Exception e = failure;
        e instanceof MessagingException next;
        e = next.getNextException()) {
      if (code(next) >= PERMANENT) {
        return new Outcome.Refused(String.valueOf(next.getMessage()).strip());
      }
    }
    return new Outcome.Failed(reason);
  }

  /** What the server said to the recipient or the message; a wrong password may be put right. */
  private static int code(MessagingException failure) {
    return switch (failure) {
      case SMTPAddressFailedException e -> e.getReturnCode();
      case SMTPSendFailedException e -> e.getReturnCode();
      default -> 0;
    };
  }

  private MimeMessage message(String id, Mail mail, Instant written)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage message = new Identified(session, messageId(id));
    message.setFrom(new InternetAddress(settings.from(), mail.sender(), UTF_8));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), UTF_8);
    message.setSentDate(Date.from(written));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setContent(alternatives(mail));
    message.saveChanges();
    return message;
  }

  private static MimeMultipart alternatives(Mail mail) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }

  private String messageId(String id) {
    String from = settings.from();
    return "<" + id + from.substring(from.indexOf('@')) + ">";
  }

  /** A message whose Message-ID is not the library's. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}

package io.bellhop.server;

import io.bellhop.engine.Tx;
import io.bellhop.feature.desk.Post;
import io.bellhop.mail.Mail;
import io.bellhop.mail.Outbox;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Letters of the desk go by mail.
 *
 * @param names what a site is called, by its id
 */
record DeskPost(Outbox outbox, UnaryOperator<String> names) implements Post {
  private static final int MOST = 3;
  private static final Duration SPAN = Duration.ofHours(1);

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public String nameOf(String site) {
    return names.apply(site);
  }

  @Override
  public boolean send(Tx tx, String site, String customer, Letter letter) {
    Mail mail = new Mail(nameOf(site), letter.to(), letter.subject(), letter.text(), letter.html());
    if (outbox.count(tx, site, customer, mail.to(), SPAN) >= MOST) {
      return false;
    }
    outbox.put(tx, site, customer, mail);
    return true;
  }
}

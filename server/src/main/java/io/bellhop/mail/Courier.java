package io.bellhop.mail;

import io.bellhop.engine.Tx;
import io.bellhop.mail.OutboxStore.Due;
import io.bellhop.mail.Smtp.Outcome;
import io.bellhop.sql.Backoff;
import io.bellhop.sql.Loop;
import io.bellhop.sql.SqlLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is in the outbox to the SMTP server, outside of any transaction: at least once, and
 * again after growing waits for a day. What the server refuses for good is not tried again.
 */
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int PAGE = 20;
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);

  /** Longer than an attempt can take; then another may try, as the one who had it must be gone. */
  private static final Duration CLAIMED = Duration.ofMinutes(10);

  private static final Backoff AGAIN = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

  private final SqlLedger ledger;
  private final OutboxStore store;
  private final Smtp smtp;
  private final InstantSource clock;
  private final Loop loop = new Loop("mail", this::step);

  Courier(SqlLedger ledger, OutboxStore store, Smtp smtp, InstantSource clock) {
    this.ledger = ledger;
    this.store = store;
    this.smtp = smtp;
    this.clock = clock;
  }

  void start() {
    loop.start();
  }

  /** Has it look for mail now. */
  void wake() {
    loop.wake();
  }

  private Duration step() {
    List<Due> due = store.due(clock.instant(), PAGE);
    due.forEach(this::take);
    return due.size() == PAGE ? Duration.ZERO : POLL;
  }

  private void take(Due due) {
    if (due.over()) {
      write(tx -> store.forget(tx, due));
    } else if (claim(due)) {
      settle(due, smtp.send(due.id(), due.mail(), due.at()));
    }
  }

  private boolean claim(Due due) {
    return ledger.write(tx -> store.claim(tx, due, tx.now().plus(CLAIMED)));
  }

  private void settle(Due due, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted() -> end(due, true);
      case Outcome.Refused(String reason) -> {
        LOG.warn("mail {} was refused for good: {}", due.id(), reason);
        end(due, false);
      }
      case Outcome.Failed(String reason) -> failed(due, reason);
    }
  }

  private void failed(Due due, String reason) {
    Instant again = clock.instant().plus(AGAIN.after(due.attempts() + 1));
    if (again.isAfter(due.at().plus(GIVEN_UP_AFTER))) {
      LOG.warn("mail {} could not be sent for a day and is given up: {}", due.id(), reason);
      end(due, false);
    } else {
      LOG.info("mail {} could not be sent, again at {}: {}", due.id(), again, reason);
      write(tx -> store.postpone(tx, due, again));
    }
  }

  private void end(Due due, boolean sent) {
    write(tx -> store.end(tx, due, sent));
  }

  private void write(Consumer<Tx> work) {
    var _ =
        ledger.write(tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** Ends after the message that is being sent. */
  @Override
  public void close() {
    loop.close();
  }
}

package io.bellhop.mail;

import io.bellhop.engine.Feature;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import io.bellhop.sql.SqlLedger;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;

/** Mail for other features: an {@link Outbox}, and what carries it. */
public final class MailFeature implements Feature, PersonalData, AutoCloseable {
  private static final int MOST = 1_000;

  private final SqlLedger ledger;
  private final Codec codec;
  private final OutboxStore store;
  private final Outbox outbox;
  private final Courier courier;

  public MailFeature(SqlLedger ledger, Codec codec, MailSettings settings, InstantSource clock) {
    this(ledger, codec, settings, clock, new Properties());
  }

  /**
   * @param more properties of the mail library
   */
  MailFeature(
      SqlLedger ledger, Codec codec, MailSettings settings, InstantSource clock, Properties more) {
    this.ledger = ledger;
    this.codec = codec;
    this.store = new OutboxStore(ledger);
    this.outbox = new Outbox(store);
    this.courier = new Courier(ledger, store, new Smtp(settings, more), clock);
  }

  record Exported(List<OutboxStore.Kept> mail) {}

  public Outbox outbox() {
    return outbox;
  }

  /** Starts sending. */
  public void start() {
    courier.start();
  }

  @Override
  public List<Timer.Handler> timers() {
    return List.of(new Waker(courier));
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(this);
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Json export(String site, String person) {
    return codec.write(new Exported(store.of(site, person, MOST)));
  }

  @Override
  public void erase(String site, String person, String by) {
    var _ = ledger.write(tx -> store.erase(tx, site, person));
  }

  @Override
  public void hand(Tx tx, String site, String from, Principal to) {
    store.hand(tx, site, from, to.id());
  }

  @Override
  public void close() {
    courier.close();
  }
}

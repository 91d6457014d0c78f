package io.bellhop.engine.hub;

import io.bellhop.engine.Call;
import io.bellhop.engine.Caller;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Filters;
import io.bellhop.engine.Limit;
import io.bellhop.engine.Principal;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The server side of one connection: its principal, subscriptions and bounded outbound queue. Its
 * requests run in order on a virtual thread; its output belongs to the shard's loop.
 */
public final class Session implements Caller {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());

  private static final int MALFORMED_UNTIL_END = 20;
  private static final int REFUSED_UNTIL_END = 500;

  private final String id;
  private final String address;
  private final @Nullable String origin;
  private final Hub hub;
  private final Shard shard;
  private final Link link;
  private final Mailbox mailbox;
  private final TokenBucket bucket;
  private final Instant openedAt;
  private volatile Principal principal = Principal.NOBODY;
  private volatile boolean ended;
  private volatile boolean leaving;
  private volatile boolean heard;
  private final AtomicInteger reviews = new AtomicInteger();

  // Confined to the mailbox's thread.
  private final List<Runnable> afterReply = new ArrayList<>(0);
  private int malformed;
  private int refused;

  // Confined to the shard's loop.
  private final Map<Channel, Subscription> subscriptions = new HashMap<>(4);
  private final Set<Channel> attended = new HashSet<>(2);
  private boolean departed;
  private boolean touched;
  private int silentSeconds;
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>(0);

  Session(
      String id,
      String address,
      @Nullable String origin,
      Hub hub,
      Shard shard,
      Link link,
      Instant now) {
    this.id = id;
    this.address = address;
    this.origin = origin;
    this.hub = hub;
    this.shard = shard;
    this.link = link;
    this.openedAt = now;
    this.mailbox = new Mailbox(hub.settings().inFlight(), this::handle, link::resume);
    this.bucket = new TokenBucket(hub.settings().rates().session(), now);
  }

  /**
   * The session that a call came over.
   *
   * @throws BellhopException {@code method_not_found} if it came over HTTP
   */
  static Session of(Call call) {
    if (call.caller() instanceof Session session) {
      return session;
    }
    throw new BellhopException(ErrorCode.METHOD_NOT_FOUND, "needs a connection");
  }

  /** A secret of 128 random bits. */
  public String id() {
    return id;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public Principal principal() {
    return principal;
  }

  @Nullable String origin() {
    return origin;
  }

  Shard shard() {
    return shard;
  }

  boolean ended() {
    return ended;
  }

  // ---- inbound

  /** Takes a frame from the client. When the mailbox is full the link is paused. Any thread. */
  public void onFrame(String frame) {
    heard = true;
    if (!ended && !mailbox.offer(frame)) {
      link.pause();
      if (!mailbox.makesRoom()) {
        // It did already, while the link was being paused.
        link.resume();
      }
    }
  }

  /** Whether another frame would have to wait for room. */
  public boolean full() {
    return mailbox.isFull();
  }

  /** Anything came from the client, though no frame. */
  public void onHeard() {
    heard = true;
  }

  /** The link has ended, for whatever reason. */
  public void onClosed() {
    ended = true;
    shard.run(this::releaseWaiting);
    hub.remove(this);
  }

  /** The link has room again. On the loop. */
  public void onRoom() {
    if (link.pending() <= hub.settings().signalsUntil()) {
      releaseWaiting();
    }
  }

  private void handle(String frame) {
    try {
      if (!ended) {
        answer(frame);
      }
    } catch (RuntimeException e) {
      fail("what follows an answer failed", e);
    }
  }

  private void answer(String frame) {
    Answers.Answer answer = hub.answers().to(this, frame, this::checkRate);
    if (answer.text() != null) {
      send(answer.text());
    }
    if (answer.malformed() && ++malformed >= MALFORMED_UNTIL_END) {
      endSoon(CloseCode.PROTOCOL, null);
    }
    List<Runnable> actions = List.copyOf(afterReply);
    afterReply.clear();
    actions.forEach(Runnable::run);
  }

  private void checkRate() {
    Limit limit = hub.settings().rates().session();
    Duration wait = bucket.take(limit, hub.clock().instant());
    if (wait.isPositive()) {
      if (++refused >= REFUSED_UNTIL_END) {
        endSoon(CloseCode.RATE_LIMITED, Duration.ofSeconds(10));
      }
      throw BellhopException.retryAfter(ErrorCode.RATE_LIMITED, "too many messages", wait);
    }
  }

  /** Has something done after the answer to the current request went out. */
  void afterReply(Runnable action) {
    afterReply.add(action);
  }

  void become(Principal known) {
    principal = known;
  }

  // ---- subscriptions, on the loop

  Subscription subscribe(Channel channel, Filters.@Nullable Filter filter, boolean presence) {
    if (ended) {
      throw new BellhopException(ErrorCode.UNAVAILABLE, "the session has ended");
    }
    if (subscriptions.containsKey(channel)) {
      throw new BellhopException(ErrorCode.ALREADY_SUBSCRIBED, channel.name());
    }
    if (subscriptions.size() >= hub.settings().subscriptions()) {
      throw new BellhopException(
          ErrorCode.LIMIT_REACHED,
          "at most " + hub.settings().subscriptions() + " subscriptions in a session");
    }
    Subscription subscription = shard.subscribe(this, channel, filter, presence);
    subscriptions.put(channel, subscription);
    return subscription;
  }

  /** Ends a subscription; false if there is none. */
  boolean unsubscribe(Channel channel) {
    Subscription subscription = subscriptions.remove(channel);
    if (subscription == null) {
      return false;
    }
    shard.unsubscribe(subscription);
    return true;
  }

  /** Ends all subscriptions and tells which there were. */
  List<Channel> unsubscribeAll() {
    List<Channel> channels = List.copyOf(subscriptions.keySet());
    channels.forEach(this::unsubscribe);
    return channels;
  }

  /** What it is subscribed to. */
  List<Channel> channels() {
    return List.copyOf(subscriptions.keySet());
  }

  /** What it is subscribed to, for a review of its rights. */
  List<Channel> underReview() {
    reviews.incrementAndGet();
    return channels();
  }

  /** How often its rights were reviewed; what was found out about them before counts no more. */
  int reviews() {
    return reviews.get();
  }

  /** Ends subscriptions, tells why, and names those that there were. */
  List<Channel> drop(List<Channel> lost, ErrorCode why) {
    List<Channel> dropped = lost.stream().filter(this::unsubscribe).toList();
    for (Channel channel : dropped) {
      writeOwn(List.of(Notices.unsubscribed(channel, why)), false);
    }
    return dropped;
  }

  // ---- attendance, any thread

  /** Notes that it is present in a channel; false if it was before, or has ended. */
  boolean attend(Channel channel) {
    synchronized (attended) {
      return !departed && attended.add(channel);
    }
  }

  /** Ends its presence in a channel; false if there was none. */
  boolean depart(Channel channel) {
    synchronized (attended) {
      return attended.remove(channel);
    }
  }

  /** Ends its presence everywhere, for good, and tells where it was. */
  List<Channel> departAll() {
    synchronized (attended) {
      departed = true;
      List<Channel> left = List.copyOf(attended);
      attended.clear();
      return left;
    }
  }

  /**
   * Events were lost on their way here: reads them again from where the subscription stands.
   *
   * @param told up to where nothing was lost
   */
  void resync(Subscription subscription, long told) {
    try {
      if (subscription.live()) {
        hub.replayer().start(subscription, subscription.close(told), false);
      } else {
        subscription.spoil();
      }
    } catch (Throwable fault) {
      onFault(fault);
    }
  }

  // ---- outbound

  /** Sends a frame of this session's own. Any thread. */
  void send(String frame) {
    byte[] json = frame.getBytes(StandardCharsets.UTF_8);
    shard.run(() -> writeOwn(List.of(new Payload(json)), false));
  }

  /** Writes frames that no other session gets, and lets go of them. On the loop. */
  void writeOwn(List<Payload> payloads, boolean droppable) {
    try {
      write(payloads, droppable);
    } finally {
      payloads.forEach(Payload::release);
    }
  }

  /**
   * Writes frames; a receiver that is too far behind, or whose link fails, is ended instead. On the
   * loop; never throws, so that whoever is next in turn gets theirs.
   */
  void write(List<Payload> payloads, boolean droppable) {
    if (ended) {
      return;
    }
    try {
      writeOrEnd(payloads, droppable);
    } catch (Throwable fault) {
      onFault(fault);
    }
  }

  private void writeOrEnd(List<Payload> payloads, boolean droppable) {
    long pending = link.pending();
    if (pending > hub.settings().outbound()) {
      end(CloseCode.SLOW_CONSUMER, null);
      return;
    }
    if (droppable && pending > hub.settings().signalsUntil()) {
      hub.stats().signalsDropped.increment();
      return;
    }
    payloads.forEach(link::write);
    if (!touched) {
      touched = true;
      shard.flushSoon(this);
    }
  }

  void flush() {
    touched = false;
    try {
      link.flush();
    } catch (Throwable fault) {
      onFault(fault);
    }
  }

  /** Completes when the client has taken most of what was sent. On the loop. */
  void whenRoom(CompletableFuture<Void> taken) {
    if (ended || link.pending() <= hub.settings().signalsUntil()) {
      taken.complete(null);
    } else {
      waiting.add(taken);
    }
  }

  private void releaseWaiting() {
    waiting.forEach(taken -> taken.complete(null));
    waiting.clear();
  }

  // ---- the end

  /** Ends the session once the request in hand is answered; those after it are not begun. */
  void leave(Duration after) {
    leaving = true;
    mailbox.stop(() -> endSoon(CloseCode.DRAINING, after));
  }

  boolean leaving() {
    return leaving;
  }

  /** Ends the session from any thread, as it cannot go on; its client comes back. */
  void fail(String why, Exception cause) {
    if (!ended) {
      LOG.log(System.Logger.Level.WARNING, "a session is ended: " + why, cause);
      endSoon(CloseCode.INTERNAL, null);
    }
  }

  /**
   * Ends the session because its link failed and it may lack something: its client comes back and
   * is given it. On the loop.
   */
  public void onFault(Throwable fault) {
    Faults.report("a session is ended: its link failed", fault);
    end(CloseCode.INTERNAL, null);
  }

  /** Ends the session from any thread. */
  public void endSoon(CloseCode code, @Nullable Duration after) {
    shard.run(() -> end(code, after));
  }

  /** Tells the client why and closes the link. On the loop. */
  void end(CloseCode code, @Nullable Duration after) {
    if (ended) {
      return;
    }
    ended = true;
    hub.stats().closed(code).increment();
    Faults.contain("word of a session's end", () -> sayGoodbye(code, after));
    Faults.contain("closing a link", () -> link.close(code, code.wireName()));
    releaseWaiting();
    hub.remove(this);
  }

  private void sayGoodbye(CloseCode code, @Nullable Duration after) {
    Payload notice = Notices.disconnect(code, after);
    try {
      link.write(notice);
      link.flush();
    } finally {
      notice.release();
    }
  }

  /**
   * Why the session must end now, if it must. Asked once a second: one in which nobody could ask,
   * as the server stood still or its clock was set, is not the client's silence. On the loop.
   */
  @Nullable CloseCode overdue(Instant now) {
    HubSettings settings = hub.settings();
    if (!principal.isKnown()) {
      return openedAt.plus(settings.connectTimeout()).isBefore(now)
          ? CloseCode.CONNECT_TIMEOUT
          : null;
    }
    if (principal.expires().isBefore(now)) {
      return CloseCode.TOKEN_EXPIRED;
    }
    return isSilent() ? CloseCode.PING_TIMEOUT : null;
  }

  /** Nothing came for long, although at least one ping was sent in that time. */
  private boolean isSilent() {
    silentSeconds = heard ? 0 : silentSeconds + 1;
    heard = false;
    HubSettings settings = hub.settings();
    return silentSeconds > settings.pingInterval().plus(settings.pingTimeout()).toSeconds();
  }

  /** Whether this second is this session's turn; the turns are spread over the interval. */
  boolean pingDue(long second, long interval) {
    return principal.isKnown()
        && Math.floorMod(second + System.identityHashCode(this), interval) == 0;
  }
}

package io.bellhop.engine.hub;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Limit;
import io.bellhop.engine.hub.HubFixture.Client;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubTest {
  private HubFixture fixture = new HubFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void deliversLiveEventsInOrderToEverySubscriber() {
    Client ann = fixture.client("s/ann/guest");
    Client bob = fixture.client("s/bob/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    bob.call("subscribe", "{\"channel\":\"room:1\"}");

    for (int i = 0; i < 100; i++) {
      fixture.publish("room:1", "said", "{\"i\":" + i + "}");
    }

    List<Long> all = LongStream.rangeClosed(1, 100).boxed().toList();
    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 100);
    assertThat(ann.offsets()).isEqualTo(all);
    assertThat(bob.offsets()).isEqualTo(all);
  }

  @Test
  void replaysWhatWasMissedThenGoesOnLiveWithoutASeam() throws InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      fixture.publish("room:1", "said", "{}");
    }
    Thread publisher =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 3_000; i++) {
                fixture.publish("room:1", "said", "{}");
                if (random.nextInt(50) == 0) {
                  java.util.concurrent.locks.LockSupport.parkNanos(100_000);
                }
              }
            });

    Client ann = fixture.client("s/ann/guest");
    String answer = ann.call("subscribe", "{\"channel\":\"room:1\",\"since\":{\"offset\":500}}");
    publisher.join();

    assertThat(answer).contains("\"recovered\":true");
    await().atMost(10, SECONDS).until(() -> ann.offsets().size() >= 5_500);
    assertThat(ann.offsets())
        .as("seed %d", seed)
        .isEqualTo(LongStream.rangeClosed(501, 6_000).boxed().toList());
    assertThat(ann.count("\"method\":\"synced\"")).isEqualTo(1);
  }

  @Test
  void saysPlainlyWhenWhatWasMissedIsNotKept() {
    for (int i = 0; i < 10_050; i++) {
      fixture.publish("room:1", "said", "{}");
    }
    Client ann = fixture.client("s/ann/guest");

    String tooOld = ann.call("subscribe", "{\"channel\":\"room:1\",\"since\":{\"offset\":3}}");
    ann.call("unsubscribe", "{\"channel\":\"room:1\"}");
    String otherEpoch =
        ann.call(
            "subscribe", "{\"channel\":\"room:1\",\"since\":{\"offset\":10040,\"epoch\":\"x\"}}");
    ann.call("unsubscribe", "{\"channel\":\"room:1\"}");
    String ahead = ann.call("subscribe", "{\"channel\":\"room:1\",\"since\":{\"offset\":99999}}");

    assertThat(List.of(tooOld, otherEpoch, ahead))
        .allMatch(answer -> answer.contains("\"recovered\":false"))
        .allMatch(answer -> answer.contains("\"offset\":10050"));
    assertThat(ann.offsets()).isEmpty();
  }

  @Test
  void nobodyGoesOnWithARightThatCannotBeReviewed() {
    Client ann = fixture.client("s/ann/guest");
    Client bob = fixture.client("s/bob/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    bob.call("subscribe", "{\"channel\":\"room:1\"}");

    fixture.knowsRights = false;
    fixture.hub.review(principal -> principal.id().equals("ann"));

    await().atMost(5, SECONDS).until(() -> ann.link.closed == CloseCode.INTERNAL);
    assertThat(bob.link.closed).isNull();
  }

  @Test
  void whatIsAskedOfALoopThatHasEndedFailsAtOnce() {
    fixture.loop.shutdown();

    assertThatThrownBy(() -> fixture.shard.await(() -> true))
        .isInstanceOfSatisfying(
            BellhopException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void filtersOnTheServer() {
    Client ann = fixture.client("s/ann/guest");
    ann.call(
        "subscribe", "{\"channel\":\"room:1\",\"filter\":\"data.price > 100 && type == 'offer'\"}");

    fixture.publish("room:1", "offer", "{\"price\":50}");
    fixture.publish("room:1", "offer", "{\"price\":150}");
    fixture.publish("room:1", "offer", "{\"name\":\"no price\"}");
    fixture.publish("room:1", "talk", "{\"price\":150}");
    fixture.publish("room:1", "offer", "{\"price\":101.5}");

    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 2);
    assertThat(ann.offsets()).containsExactly(2L, 5L);
  }

  @Test
  void refusesFiltersThatDoNotCompile() {
    Client ann = fixture.client("s/ann/guest");

    assertThat(ann.call("subscribe", "{\"channel\":\"room:1\",\"filter\":\"data.price +\"}"))
        .contains("invalid_filter");
    assertThat(ann.call("subscribe", "{\"channel\":\"room:1\",\"filter\":\"1 + 1\"}"))
        .contains("invalid_filter");
    assertThat(ann.call("subscribe", "{\"channel\":\"room:1\",\"filter\":\"unknown == 1\"}"))
        .contains("invalid_filter");
  }

  @Test
  void sendsWhatCameWhileThePastWasReadOnceTheGateOpens() {
    Client bob = fixture.client("s/bob/guest");
    bob.call("subscribe", "{\"channel\":\"room:1\"}");
    Client ann = fixture.client("s/ann/guest");
    Subscription anns =
        fixture.shard.await(() -> ann.session.subscribe(new Channel("s", "room:1"), null, false));
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> bob.offsets().size() == 1);
    assertThat(ann.offsets()).isEmpty();

    assertThat(fixture.shard.await(() -> anns.open(0, true))).isTrue();

    ann.awaitFrame("synced");
    assertThat(ann.offsets()).containsExactly(1L);
  }

  @Test
  void sendsNothingAfterUnsubscribe() {
    Client ann = fixture.client("s/ann/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 1);

    ann.call("unsubscribe", "{\"channel\":\"room:1\"}");
    fixture.publish("room:1", "said", "{}");

    assertThat(ann.offsets()).containsExactly(1L);
    assertThat(ann.call("unsubscribe", "{\"channel\":\"room:1\"}")).contains("not_subscribed");
  }

  @Test
  void keepsSitesApart() {
    Client ann = fixture.client("s/ann/guest");
    Client spy = fixture.client("other/spy/manager");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    spy.call("subscribe", "{\"channel\":\"room:1\",\"presence\":true}");

    fixture.publish("room:1", "said", "{}");

    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 1);
    assertThat(spy.offsets()).isEmpty();
    assertThat(spy.call("presence", "{\"channel\":\"room:1\"}")).doesNotContain("ann");
  }

  @ParameterizedTest
  @CsvSource({
    "subscribe, '{\"channel\":\"room:closed\"}', forbidden",
    "subscribe, '{\"channel\":\"nowhere:1\"}', not_found",
    "subscribe, '{\"channel\":\"bad\"}', invalid_params",
    "subscribe, '{\"channel\":5}', invalid_params",
    "subscribe, '{}', invalid_params",
    "subscribe, '{\"channel\":\"room:1\",\"since\":{\"offset\":-1}}', invalid_params",
    "publish, '{\"channel\":\"room:1\",\"type\":\"said\",\"data\":1}', forbidden",
    "presence, '{\"channel\":\"signal:1\"}', forbidden",
    "connect, '{\"token\":\"s/ann/guest\"}', invalid_request",
    "refresh, '{\"token\":\"s/bob/guest\"}', forbidden",
    "no.such, '{}', method_not_found",
    "test.fail, '{}', internal",
  })
  void answersBadRequestsWithTheirCode(String method, String params, String code) {
    Client ann = fixture.client("s/ann/guest");

    assertThat(ann.call(method, params))
        .contains("\"code\":\"" + code + "\"")
        .doesNotContain("secret");
  }

  @Test
  void demandsConnectFirstAndEndsWhoNeverDoes() {
    Client line = fixture.line();

    assertThat(line.call("subscribe", "{\"channel\":\"room:1\"}")).contains("unauthenticated");
    fixture.clock.advance(Duration.ofSeconds(11));
    fixture.hub.tick();

    await().atMost(5, SECONDS).until(() -> line.link.closed == CloseCode.CONNECT_TIMEOUT);
  }

  @Test
  void endsABadTokenWithItsCloseCode() {
    Client line = fixture.line();

    assertThat(line.call("connect", "{\"token\":\"nonsense\"}")).contains("unauthenticated");

    await().atMost(5, SECONDS).until(() -> line.link.closed == CloseCode.UNAUTHENTICATED);
  }

  @Test
  void endsSilentSessionsAndExpiredTokens() {
    Client silent = fixture.client("s/ann/guest");
    fixture.seconds(34);
    Client lively = fixture.client("s/bob/guest");
    assertThat(silent.link.closed).isNull();
    fixture.seconds(3);
    assertThat(silent.link.closed).isEqualTo(CloseCode.PING_TIMEOUT);
    assertThat(lively.link.closed).isNull();

    fixture.clock.advance(Duration.ofMinutes(61));
    fixture.hub.tick();
    await().atMost(5, SECONDS).until(() -> lively.link.closed == CloseCode.TOKEN_EXPIRED);
    assertThat(lively.awaitFrame("disconnect")).contains("token_expired", "\"retry\":true");
  }

  @Test
  void endsNobodyBecauseTheClockOrTheServerWasSomewhereElse() {
    Client silent = fixture.client("s/ann/guest");
    Client lively = fixture.client("s/bob/guest");

    fixture.clock.advance(Duration.ofSeconds(40));
    fixture.seconds(1);
    assertThat(silent.link.closed).isNull();

    fixture.seconds(20);
    lively.call("ping", "{}");
    fixture.seconds(20);
    assertThat(silent.link.closed).isEqualTo(CloseCode.PING_TIMEOUT);
    assertThat(lively.link.closed).isNull();
  }

  @Test
  void aLoopThatStoodStillDoesNotCountThatAsItsClientsSilence() {
    Client ann = fixture.client("s/ann/guest");
    CountDownLatch busy = new CountDownLatch(1);
    fixture.shard.run(() -> awaitQuietly(busy));

    for (int second = 0; second < 40; second++) {
      fixture.clock.advance(Duration.ofSeconds(1));
      fixture.hub.tick();
    }
    busy.countDown();
    fixture.settle();

    assertThat(ann.link.closed).isNull();
  }

  @Test
  void pingsEachSessionOnceAnInterval() {
    Client ann = fixture.client("s/ann/guest");

    fixture.seconds(25);

    assertThat(ann.count("\"method\":\"ping\"")).isEqualTo(1);
  }

  @Test
  void dropsSignalsThenCutsOffAReaderThatIsSlow() {
    Client slow = fixture.client("s/slow/guest");
    Client quick = fixture.client("s/quick/guest");
    slow.call("subscribe", "{\"channel\":\"room:1\"}");
    slow.call("subscribe", "{\"channel\":\"signal:1\"}");
    quick.call("subscribe", "{\"channel\":\"room:1\"}");
    Client staff = fixture.client("s/staff/staff");

    slow.link.pending = 300 << 10;
    staff.call("publish", "{\"channel\":\"signal:1\",\"type\":\"moved\",\"data\":{}}");
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> slow.offsets().size() == 1);
    assertThat(slow.count("moved")).isZero();
    assertThat(fixture.stats.signalsDropped.sum()).isEqualTo(1);

    slow.link.pending = 2 << 20;
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> slow.link.closed == CloseCode.SLOW_CONSUMER);
    await().atMost(5, SECONDS).until(() -> quick.offsets().size() == 2);
  }

  @Test
  void tellsWhoIsHereOncePerPersonAndLeavesAfterAGrace() {
    Client staff = fixture.client("s/staff/staff");
    staff.call("subscribe", "{\"channel\":\"room:1\",\"presence\":true}");
    Client phone = fixture.client("s/ann/guest");
    Client laptop = fixture.client("s/ann/guest");
    phone.call("subscribe", "{\"channel\":\"room:1\"}");
    String present = laptop.call("subscribe", "{\"channel\":\"room:1\",\"presence\":true}");

    assertThat(present).contains("\"count\":2", "\"id\":\"ann\"", "\"id\":\"staff\"");
    staff.awaitFrame("presence.join\",\"data\":{\"id\":\"ann\"");
    assertThat(staff.count("presence.join\",\"data\":{\"id\":\"ann\"")).isEqualTo(1);
    assertThat(phone.count("presence.join")).as("did not ask for presence").isZero();

    phone.session.onClosed();
    laptop.session.onClosed();
    await().atMost(5, SECONDS).until(() -> fixture.hub.size() == 1);
    fixture.clock.advance(Duration.ofSeconds(4));
    fixture.hub.tick();
    assertThat(staff.count("presence.leave")).isZero();
    await()
        .atMost(5, SECONDS)
        .until(() -> {
          fixture.clock.advance(Duration.ofSeconds(2));
          fixture.hub.tick();
          return staff.count("presence.leave") == 1;
        });
  }

  @Test
  void showsOnlyCountsWhereIdentitiesArePrivate() {
    Client ann = fixture.client("s/ann/guest");
    String answer = ann.call("subscribe", "{\"channel\":\"count:1\",\"presence\":true}");
    Client bob = fixture.client("s/bob/guest");
    bob.call("subscribe", "{\"channel\":\"count:1\"}");

    assertThat(answer).contains("\"count\":1").doesNotContain("members");
    assertThat(ann.awaitFrame("presence.count\",\"data\":{\"count\":2}")).doesNotContain("bob");
  }

  @Test
  void displacesTheSameSessionsOldConnectionOnly() {
    Client old = fixture.client("s/ann/guest");
    Client stranger = fixture.line();
    stranger.call(
        "connect", "{\"token\":\"s/eve/guest\",\"session\":\"" + old.session.id() + "\"}");
    assertThat(old.link.closed).isNull();

    Client fresh = fixture.line();
    fresh.call("connect", "{\"token\":\"s/ann/guest\",\"session\":\"" + old.session.id() + "\"}");

    await().atMost(5, SECONDS).until(() -> old.link.closed == CloseCode.DISPLACED);
  }

  @Test
  void boundsSubscriptionsOfOneSession() {
    Client ann = fixture.client("s/ann/guest");
    int refused = 0;
    for (int i = 0; i < 1_100; i++) {
      fixture.clock.advance(Duration.ofMillis(20));
      String answer = ann.call("subscribe", "{\"channel\":\"room:" + i + "\"}");
      refused += answer.contains("limit_reached") ? 1 : 0;
    }

    assertThat(refused).isEqualTo(100);
    assertThat(fixture.stats.subscriptions.sum()).isEqualTo(1_000);
  }

  @Test
  void slowsAFloodAndEndsOneThatGoesOn() {
    Client flood = fixture.client("s/flood/guest");
    Client calm = fixture.client("s/calm/guest");

    String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    for (int i = 0; i < 2_000 && flood.link.closed == null; i++) {
      flood.session.onFrame(ping);
    }

    await().atMost(10, SECONDS).until(() -> flood.link.closed == CloseCode.RATE_LIMITED);
    assertThat(flood.awaitFrame("rate_limited")).contains("\"after\":");
    assertThat(calm.call("ping", "{}")).contains("\"time\"");
  }

  @Test
  void answersMalformedFramesAndEndsWhoSendsNothingElse() {
    Client ann = fixture.client("s/ann/guest");

    for (int i = 0; i < 19; i++) {
      ann.session.onFrame("{nonsense");
    }
    assertThat(ann.call("ping", "{}")).contains("\"time\"");
    assertThat(ann.count("parse_error")).isEqualTo(19);

    ann.session.onFrame("[]");
    await().atMost(5, SECONDS).until(() -> ann.link.closed == CloseCode.PROTOCOL);
  }

  @Test
  void answersABatchInOneFrameInOrder() {
    Client ann = fixture.client("s/ann/guest");

    ann.session.onFrame(
        "[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"ping\"},"
            + "{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"nope\"}]");

    String answer = ann.awaitFrame("\"id\":\"a\"");
    assertThat(answer).startsWith("[{").contains("\"id\":\"b\"", "method_not_found");
  }

  @Test
  void drainsAFewAtATimeWithAMomentToComeBackForEach() {
    List<Client> clients =
        LongStream.range(0, 50).mapToObj(i -> fixture.client("s/p" + i + "/guest")).toList();

    fixture.hub.close();
    fixture.hub.drain(20, Duration.ofSeconds(10));
    fixture.settle();
    assertThat(clients).filteredOn(c -> c.link.closed == CloseCode.DRAINING).hasSize(20);
    fixture.hub.drain(50, Duration.ofSeconds(10));

    await()
        .atMost(5, SECONDS)
        .until(() -> clients.stream().allMatch(c -> c.link.closed == CloseCode.DRAINING));
    long distinct = clients.stream().map(c -> c.awaitFrame("disconnect")).distinct().count();
    assertThat(distinct).isGreaterThan(25);
    assertThatThrownBy(fixture::line).isInstanceOf(BellhopException.class);
  }

  @Test
  void readsAgainWhatWasLostOnTheWay() {
    Client ann = fixture.client("s/ann/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 1);

    fixture.broker.loses = true;
    fixture.publish("room:1", "said", "{}");
    fixture.publish("room:1", "said", "{}");
    fixture.broker.loses = false;
    fixture.publish("room:1", "said", "{}");

    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 4);
    assertThat(ann.offsets()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void whatAFilterDidNotWantIsNotReadAgainAfterALoss() {
    Client ann = fixture.client("s/ann/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\",\"filter\":\"type == 'offer'\"}");
    publishMany(15, "talk");
    fixture.clock.advance(HubFixture.RING.age().plusSeconds(1));
    publishMany(5, "talk");
    fixture.settle();
    assertThat(fixture.recent.read(new Channel("s", "room:1"), 0, 1)).as("forgotten").isNull();

    fixture.broker.loses = true;
    fixture.publish("room:1", "offer", "{}");
    fixture.broker.loses = false;
    fixture.publish("room:1", "offer", "{}");

    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 2);
    assertThat(ann.offsets()).containsExactly(21L, 22L);
    assertThat(ann.link.closed).isNull();
  }

  private void publishMany(int count, String type) {
    for (int i = 0; i < count; i++) {
      fixture.publish("room:1", type, "{}");
    }
  }

  private static Event said(String channel, long offset) {
    return new Event(
        new Channel("s", channel), offset, "said", new Json("{}"), Instant.EPOCH, null);
  }

  @Test
  void eventsThatOvertakeEachOtherAreDeliveredInOrderWithoutReadingAgain() {
    Client ann = fixture.client("s/ann/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    fixture.settle();

    for (long offset : new long[] {2, 3, 1, 5, 4, 4, 2}) {
      fixture.broker.receiver().onOwn(List.of(said("room:1", offset)));
    }

    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 5);
    assertThat(ann.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(fixture.stats.replays.sum()).isZero();
  }

  @Test
  void eventsOfAnothersRingAreCountedAnew() {
    Client ann = fixture.client("s/ann/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    fixture.publish("room:1", "said", "{}");

    fixture.broker.receiver().onOthers(List.of(said("room:1", 57)));
    fixture.publish("room:1", "said", "{}");

    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 3);
    assertThat(ann.offsets()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whoHearsARingIsToldWhenItMayHaveMissedSomething() {
    Client ann = fixture.client("s/ann/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    ann.call("subscribe", "{\"channel\":\"room:2\"}");
    ann.call("subscribe", "{\"channel\":\"signal:1\"}");
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 1);

    fixture.broker.receiver().onLoss(channel -> channel.name().endsWith(":1"));

    String told = ann.awaitFrame("unsubscribed");
    assertThat(told).contains("\"channel\":\"room:1\"", "\"code\":\"unavailable\"");
    assertThat(ann.count("unsubscribed")).isEqualTo(1);
    assertThat(
            ann.call(
                "subscribe",
                "{\"channel\":\"room:1\",\"since\":{\"epoch\":\"test0\",\"offset\":1}}"))
        .contains("\"recovered\":false");
  }

  @Test
  void findsWhatNobodyWasToldOfByComparingPositions() {
    Client ann = fixture.client("s/ann/guest");
    ann.call("subscribe", "{\"channel\":\"room:1\"}");
    fixture.settle();

    fixture.broker.loses = true;
    fixture.publish("room:1", "said", "{}");
    fixture.publish("room:1", "said", "{}");
    fixture.broker.loses = false;
    assertThat(ann.offsets()).isEmpty();

    await()
        .atMost(5, SECONDS)
        .until(() -> {
          fixture.hub.checkPositions();
          return ann.offsets().size() == 2;
        });
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 3);
    assertThat(ann.offsets()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aSubscriptionThatWasGivenUpIsNotMadeLater() {
    fixture.close();
    fixture = new HubFixture(waitingFor(Duration.ofMillis(500)));
    Client ann = fixture.client("s/ann/guest");
    CountDownLatch busy = new CountDownLatch(1);
    fixture.shard.run(() -> awaitQuietly(busy));

    ann.session.onFrame(
        "{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"subscribe\",\"params\":{\"channel\":\"room:1\"}}");
    await().atMost(5, SECONDS).until(() -> fixture.stats.errors.sum() == 1);
    busy.countDown();

    assertThat(ann.awaitFrame("\"id\":77,")).contains("\"code\":\"timeout\"");
    assertThat(ann.call("subscribe", "{\"channel\":\"room:1\"}")).contains("\"offset\":0");
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> ann.offsets().size() == 1);
  }

  @Test
  void whatWasBegunInTimeIsNotGivenUp() {
    fixture.close();
    fixture = new HubFixture(waitingFor(Duration.ofSeconds(1)));

    String result =
        fixture.shard.await(() -> {
          awaitQuietly(new CountDownLatch(1), Duration.ofMillis(1_500));
          return "done";
        });

    assertThat(result).isEqualTo("done");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    awaitQuietly(latch, Duration.ofSeconds(10));
  }

  private static void awaitQuietly(CountDownLatch latch, Duration atMost) {
    try {
      var _ = latch.await(atMost.toMillis(), MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HubSettings waitingFor(Duration loop) {
    HubSettings d = HubSettings.DEFAULT;
    return new HubSettings(
        d.pingInterval(),
        d.pingTimeout(),
        d.connectTimeout(),
        d.leaveGrace(),
        loop,
        d.outbound(),
        d.signalsUntil(),
        d.subscriptions(),
        d.inFlight(),
        d.frame(),
        d.batch(),
        d.rates());
  }

  @Test
  void pausesALinkWhoseMailboxIsFullAndResumesIt() {
    fixture.close();
    HubSettings d = HubSettings.DEFAULT;
    Rates wide =
        new Rates(
            new Limit(100_000, 100_000),
            new Limit(100_000, 100_000),
            new Limit(100_000, 100_000),
            d.rates().anonymous());
    fixture =
        new HubFixture(
            new HubSettings(
                d.pingInterval(),
                d.pingTimeout(),
                d.connectTimeout(),
                d.leaveGrace(),
                d.loopWait(),
                d.outbound(),
                d.signalsUntil(),
                d.subscriptions(),
                4,
                d.frame(),
                d.batch(),
                wide));
    Client ann = fixture.client("s/ann/guest");

    boolean paused = false;
    for (int i = 0; i < 5_000; i++) {
      ann.session.onFrame("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
      paused |= ann.link.paused;
    }

    assertThat(paused).isTrue();
    await().atMost(10, SECONDS).until(() -> !ann.link.paused);
  }
}

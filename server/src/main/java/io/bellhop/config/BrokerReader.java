package io.bellhop.config;

import io.bellhop.auth.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what carries events between the servers. */
final class BrokerReader {
  private static final Pattern URL = Pattern.compile("redis(s|-sentinel|s-sentinel)?://\\S+");
  private static final Pattern USER = Pattern.compile("\\S{1,255}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String EXPECTED =
      "a URL such as redis://host:6379, rediss://host or redis-sentinel://host:26379#name";

  private enum Name {
    MEMORY,
    REDIS
  }

  private BrokerReader() {}

  /**
   * @param shared whether the store is one that several servers can use
   */
  static Config.Broker read(Section root, boolean shared) {
    Name name = Read.word(root, "broker", Name.MEMORY);
    try (Section redis = root.section("redis")) {
      List<Secret> cluster = urls(redis, redis.values("cluster"));
      Value url = redis.value("url");
      List<Secret> single = urls(redis, url == null ? null : List.of(url));
      String user = redis.has("user") ? Read.required(redis, "user", "a user's name", USER) : null;
      Secret password = password(redis);
      Path ca = Read.file(redis, "ca");
      String prefix =
          Read.matching(
              redis, "prefix", "bellhop", "1 to 64 characters of A-Z, a-z, 0-9, . _ -", PREFIX);
      if (name == Name.MEMORY) {
        return new Config.Broker.Memory();
      }
      check(root, redis, shared);
      boolean many = redis.has("cluster");
      checkUser(redis, password);
      checkCa(redis, many ? cluster : single);
      return new Config.Broker.Redis(many ? cluster : single, many, user, password, ca, prefix);
    }
  }

  private static void check(Section root, Section redis, boolean shared) {
    if (!shared) {
      root.problems()
          .tell(
              root.place()
                  + ": broker: redis is for several servers, which need store: postgresql");
    }
    if (redis.has("url") == redis.has("cluster")) {
      redis
          .problems()
          .add(
              redis.place(),
              redis.path("url"),
              "either url, or cluster with some of its nodes",
              redis.has("url") ? "both" : "nothing");
    }
  }

  private static void checkUser(Section redis, @Nullable Secret password) {
    if (redis.has("user") && password == null) {
      redis
          .problems()
          .add(redis.place(), redis.path("password"), "the password of redis.user", "nothing");
    }
  }

  /** Whoever states it means to be sure, and would not be. */
  private static void checkCa(Section redis, List<Secret> urls) {
    Value ca = redis.value("ca");
    if (ca != null && !urls.stream().allMatch(url -> url.reveal().startsWith("rediss"))) {
      redis.problems().add(ca, "to be left out, or URLs that begin with rediss");
    }
  }

  /** They may hold a password, so errors never show them. */
  private static List<Secret> urls(Section redis, @Nullable List<Value> values) {
    List<Value> stated = Objects.requireNonNullElse(values, List.of());
    for (Value value : stated) {
      if (value.text() == null || !URL.matcher(value.text()).matches()) {
        redis.problems().add(value.hidden(), EXPECTED);
      }
    }
    return stated.stream().map(Value::text).flatMap(Stream::ofNullable).map(Secret::of).toList();
  }

  private static @Nullable Secret password(Section redis) {
    Secret stated = Read.secret(redis, "password", 1);
    Secret kept = Read.secretFile(redis, "password-file", 1);
    return stated == null ? kept : stated;
  }
}

package io.bellhop.auth;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Right;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The claim {@code channels}: rights beyond the role's. */
final class Grants {
  private static final Pattern NAME = Pattern.compile(Channel.NAME + "|[a-z][a-z0-9-]{0,31}:\\*");
  private static final int MAX = 100;

  private Grants() {}

  static Map<String, Set<Right>> of(@Nullable Map<String, Object> claim) {
    if (claim == null || claim.isEmpty()) {
      return Map.of();
    }
    if (claim.size() > MAX) {
      throw Refusal.because("the token's channels must be at most " + MAX);
    }
    Map<String, Set<Right>> grants = new HashMap<>();
    claim.forEach((name, rights) -> grants.put(channel(name), rights(rights)));
    return Map.copyOf(grants);
  }

  private static String channel(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.because("the token's channels must be named namespace:id or namespace:*");
    }
    if (name.startsWith(Revoker.NAMESPACE + ":")) {
      throw Refusal.because("no token can grant the channels of " + Revoker.NAMESPACE);
    }
    return name;
  }

  private static Set<Right> rights(Object words) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    if (words instanceof List<?> list) {
      list.forEach(word -> rights.add(right(word)));
      return Set.copyOf(rights);
    }
    throw Refusal.because("a channel's rights in the token must be a list");
  }

  private static Right right(Object word) {
    for (Right right : Right.values()) {
      if (right.wireName().equals(word)) {
        return right;
      }
    }
    throw Refusal.because("a right in the token must be subscribe, publish or presence");
  }
}

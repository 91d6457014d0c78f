package io.bellhop.redis;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/** Why Redis let nobody in, in a line for whoever has to change it. */
final class Refusal {
  private Refusal() {}

  static String reason(Throwable failure) {
    Throwable root = failure;
    boolean secured = false;
    while (root.getCause() != null) {
      root = root.getCause();
      secured |= root instanceof SSLException;
    }
    String said = String.valueOf(root.getMessage());
    if (secured && root instanceof GeneralSecurityException) {
      return "its certificate is not trusted (" + said + "); redis.ca says whose is";
    }
    if (said.startsWith("WRONGPASS") || said.startsWith("NOAUTH")) {
      return "redis.user or redis.password is wrong (" + said + ")";
    }
    if (said.startsWith("NOPERM")) {
      return "redis.user may not do what it takes (" + said + ")";
    }
    if (said.startsWith("MOVED")) {
      return "it is a node of a cluster, which redis.cluster has to name (" + said + ")";
    }
    return said;
  }
}

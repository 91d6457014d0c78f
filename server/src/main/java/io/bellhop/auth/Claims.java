package io.bellhop.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a token says of its principal, once its signature is verified. */
final class Claims {
  static final Duration MAX_LIFE = Duration.ofDays(30);

  /** How far the clock of whoever makes tokens may be ahead of ours. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private static final Pattern ID = Pattern.compile(Principal.ID);
  private static final int MAX_ID = 64;
  private static final int MAX_NAME = 80;

  private Claims() {}

  static Principal principal(String site, JWTClaimsSet claims, Instant now) throws ParseException {
    Instant expires = expires(claims, now);
    String id = id(claims.getSubject());
    String name = claims.getStringClaim("name");
    String token = claims.getJWTID();
    return new Principal(
        site,
        id,
        role(claims.getStringClaim("role")),
        name == null ? "" : text("name", name, 0, MAX_NAME),
        expires,
        issued(claims, now),
        token == null ? null : text("jti", token, 1, MAX_ID),
        Grants.of(claims.getJSONObjectClaim("channels")));
  }

  private static Instant expires(JWTClaimsSet claims, Instant now) {
    Date exp = claims.getExpirationTime();
    if (exp == null) {
      throw Refusal.because("the token has no exp");
    }
    Instant expires = exp.toInstant();
    if (!expires.isAfter(now)) {
      throw new BellhopException(ErrorCode.TOKEN_EXPIRED, "the token expired at " + expires);
    }
    if (expires.isAfter(now.plus(MAX_LIFE).plus(SKEW))) {
      throw Refusal.because("the token's exp is more than 30 days away");
    }
    return expires;
  }

  private static Instant issued(JWTClaimsSet claims, Instant now) {
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().isAfter(now.plus(SKEW))) {
      throw Refusal.because("the token's nbf is in the future");
    }
    Date issued = claims.getIssueTime();
    if (issued != null && issued.toInstant().isAfter(now.plus(SKEW))) {
      throw Refusal.because("the token's iat is in the future");
    }
    return issued == null ? Instant.EPOCH : issued.toInstant();
  }

  private static Role role(@Nullable String word) {
    return switch (word) {
      case null -> Role.CUSTOMER;
      case "guest" -> Role.GUEST;
      case "customer" -> Role.CUSTOMER;
      case "staff" -> Role.STAFF;
      case "manager" -> Role.MANAGER;
      default ->
          throw Refusal.because("the token's role must be guest, customer, staff or manager");
    };
  }

  private static String id(@Nullable String subject) {
    String id = text("sub", subject, 1, MAX_ID);
    if (!ID.matcher(id).matches()) {
      throw Refusal.because("the token's sub may only have A-Z a-z 0-9 . _ ~ @ | : + -");
    }
    return id;
  }

  private static String text(String claim, @Nullable String value, int min, int max) {
    if (value == null
        || value.length() < min
        || value.length() > max
        || value.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.because(
          "the token's " + claim + " must have " + min + " to " + max + " characters");
    }
    return value;
  }
}

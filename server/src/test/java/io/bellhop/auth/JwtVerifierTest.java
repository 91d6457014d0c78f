package io.bellhop.auth;

import static io.bellhop.auth.TestSites.NOW;
import static io.bellhop.auth.TestSites.claims;
import static io.bellhop.auth.TestSites.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {
  private final JwtVerifier verifier = new JwtVerifier(TestSites.SITES);

  private Principal verify(String token) {
    return verifier.verify(token, NOW);
  }

  private void refused(String token) {
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> verify(token));
  }

  @Test
  void tellsWhoATokenIsFor() {
    var principal =
        verify(
            token(
                claims()
                    .claim("role", "staff")
                    .claim("name", "Ann")
                    .jwtID("t1")
                    .claim("channels", Map.of("job:*", List.of("subscribe", "publish")))));

    assertThat(principal.site()).isEqualTo("hotel");
    assertThat(principal.id()).isEqualTo("ann");
    assertThat(principal.role()).isEqualTo(Role.STAFF);
    assertThat(principal.name()).isEqualTo("Ann");
    assertThat(principal.token()).isEqualTo("t1");
    assertThat(principal.issued()).isEqualTo(NOW);
    assertThat(principal.expires()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(principal.granted(Right.PUBLISH, new Channel("hotel", "job:7"))).isTrue();
    assertThat(principal.granted(Right.PRESENCE, new Channel("hotel", "job:7"))).isFalse();
  }

  @Test
  void takesWhoeverSaysNothingElseForACustomer() {
    var principal = verify(token(claims().issueTime(null)));

    assertThat(principal.role()).isEqualTo(Role.CUSTOMER);
    assertThat(principal.name()).isEmpty();
    assertThat(principal.issued()).isEqualTo(Instant.EPOCH);
  }

  private static UnaryOperator<JWTClaimsSet.Builder> bad(
      UnaryOperator<JWTClaimsSet.Builder> change) {
    return change;
  }

  static Stream<UnaryOperator<JWTClaimsSet.Builder>> badClaims() {
    return Stream.of(
        bad(c -> c.expirationTime(null)),
        bad(c -> c.expirationTime(Date.from(NOW.plus(Duration.ofDays(31))))),
        bad(c -> c.claim("exp", "tomorrow")),
        bad(c -> c.issueTime(Date.from(NOW.plusSeconds(60)))),
        bad(c -> c.notBeforeTime(Date.from(NOW.plusSeconds(60)))),
        bad(c -> c.subject(null)),
        bad(c -> c.subject("")),
        bad(c -> c.subject("a".repeat(65))),
        bad(c -> c.subject("a\nb")),
        bad(c -> c.subject("CN=Ann Berg")),
        bad(c -> c.subject("ann/spa")),
        bad(c -> c.audience((String) null)),
        bad(c -> c.audience("salon")),
        bad(c -> c.audience("nowhere")),
        bad(c -> c.audience(List.of("hotel", "salon"))),
        bad(c -> c.claim("role", "backend")),
        bad(c -> c.claim("role", "anonymous")),
        bad(c -> c.claim("role", "STAFF")),
        bad(c -> c.claim("role", 1)),
        bad(c -> c.claim("name", "n".repeat(81))),
        bad(c -> c.claim("name", List.of("Ann"))),
        bad(c -> c.jwtID("j".repeat(65))),
        bad(c -> c.claim("channels", "job:*")),
        bad(c -> c.claim("channels", Map.of("job:*", "subscribe"))),
        bad(c -> c.claim("channels", Map.of("job:*", List.of("own")))),
        bad(c -> c.claim("channels", Map.of("*", List.of("subscribe")))),
        bad(c -> c.claim("channels", Map.of("auth:*", List.of("subscribe")))),
        bad(c -> c.claim("channels", Map.of("auth:revocations", List.of("subscribe")))));
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void refusesClaimsThatAreNotRight(UnaryOperator<JWTClaimsSet.Builder> change) {
    refused(token(change.apply(claims())));
  }

  @Test
  void toleratesAClockThatIsSlightlyAhead() {
    assertThat(verify(token(claims().issueTime(Date.from(NOW.plusSeconds(20))))).id())
        .isEqualTo("ann");
  }

  @Test
  void tellsAnExpiredTokenFromABadOne() {
    var past = claims().expirationTime(Date.from(NOW));

    Thrown.by(ErrorCode.TOKEN_EXPIRED, () -> verify(token(past)));
    refused(TestSites.signed(past, "some other secret of 32 bytes or more"));
  }

  @Test
  void refusesOtherKeys() {
    refused(TestSites.signed(claims(), "some other secret of 32 bytes or more"));
    refused(TestSites.signed(claims().audience("salon"), TestSites.SECRET));
  }

  @Test
  void refusesAlgNone() {
    refused(unsigned("{\"alg\":\"none\"}") + ".");
    refused(unsigned("{\"alg\":\"None\"}") + ".");
    refused(unsigned("{\"alg\":\"HS256\"}") + ".");
    refused(unsigned("{}") + ".");
  }

  private static String unsigned(String header) {
    return part(header) + "." + part(claims().build().toString());
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  @Test
  void refusesOtherAlgorithmsOfTheSameKey() throws Exception {
    var secret = "s".repeat(64);
    var own = new JwtVerifier(new Sites(List.of(TestSites.site("hotel", secret, null, true))));
    var token =
        TestSites.signed(new JWSHeader(JWSAlgorithm.HS512), claims(), new MACSigner(secret));

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> own.verify(token, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "eyJ", "eyJhbGciOiJIUzI1NiJ9..", "🎫"})
  void refusesGarbage(String token) {
    refused(token);
  }

  @Test
  void refusesHugeAndDeepTokens() {
    refused("e".repeat(10_000_000));
    refused(part("{\"alg\":\"HS256\"}") + "." + part("[".repeat(4000)) + ".AAAA");
    refused(part("{\"alg\":" + "[".repeat(4000)) + ".e30.AAAA");
  }

  private static JwtVerifier withKeys(JWK... keys) {
    var source = Jwks.parse(new JWKSet(List.of(keys)).toString());
    return new JwtVerifier(
        new Sites(List.of(TestSites.site("hotel", TestSites.SECRET, source, true))));
  }

  private static String rs256(RSAKey key, @Nullable String id) throws Exception {
    return TestSites.signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(),
        claims(),
        new RSASSASigner(key));
  }

  @Test
  void verifiesWithPublicKeysByIdOrKind() throws Exception {
    var rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
    var ec = new ECKeyGenerator(Curve.P_256).keyID("e1").generate();
    var stranger = new RSAKeyGenerator(2048).keyID("r1").generate();
    var own = withKeys(rsa, ec);
    var es256 = TestSites.signed(new JWSHeader(JWSAlgorithm.ES256), claims(), new ECDSASigner(ec));

    assertThat(own.verify(rs256(rsa, "r1"), NOW).id()).isEqualTo("ann");
    assertThat(own.verify(rs256(rsa, null), NOW).id()).isEqualTo("ann");
    assertThat(own.verify(es256, NOW).id()).isEqualTo("ann");
    assertThat(own.verify(token(claims()), NOW).id()).isEqualTo("ann");
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> own.verify(rs256(stranger, "r1"), NOW));
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> own.verify(rs256(rsa, "r2"), NOW));
    refused(rs256(rsa, "r1"));
  }

  @Test
  void refusesAPublicKeyUsedAsASecret() throws Exception {
    var rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
    var own = withKeys(rsa);
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r1").build();
    var der = TestSites.signed(header, claims(), new MACSigner(rsa.toPublicKey().getEncoded()));
    var json = TestSites.signed(header, claims(), new MACSigner(rsa.toPublicJWK().toJSONString()));

    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> own.verify(der, NOW));
    Thrown.by(ErrorCode.UNAUTHENTICATED, () -> own.verify(json, NOW));
  }

  @Test
  void takesNoWeakOrForeignKeys() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_384).generate();
    var set = new JWKSet(List.<JWK>of(other)).toString();

    for (String text : List.of(set, "{}", "[]", "", "{\"keys\":[]}", "{\"keys\":7}")) {
      assertThat(catchThrowable(() -> Jwks.parse(text)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void survivesAnyString() {
    var random = new Random(20261120);
    var good =
        token(claims().claim("role", "staff").claim("channels", Map.of("a:b", List.of("publish"))));

    for (int i = 0; i < 20_000; i++) {
      var mutant = new StringBuilder(good);
      for (int j = random.nextInt(4); j >= 0; j--) {
        mutant.setCharAt(random.nextInt(good.length()), (char) (32 + random.nextInt(95)));
      }
      int from = random.nextInt(good.length());
      var token = random.nextBoolean() ? mutant.toString() : mutant.substring(from);
      var thrown = catchThrowable(() -> verify(token));
      // The last character of a signature has bits that say nothing; all else must be refused.
      if (thrown == null) {
        assertThat(token.substring(0, token.length() - 1))
            .isEqualTo(good.substring(0, good.length() - 1));
      } else {
        assertThat(thrown).as(token).isInstanceOf(BellhopException.class);
      }
    }
  }
}

package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Feature;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A method that fails as none should: with an error of the language, not an exception. */
class FailuresTest {
  private final TestServer server = TestServer.start("", new Broken());

  private static final class Broken implements Feature {
    @Override
    public List<Method<?, ?>> methods() {
      return List.of(
          Method.named("broken", None.class, None.class)
              .summary("Fails.")
              .does((call, none) -> {
                throw new NoClassDefFoundError("on purpose");
              }));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isAnsweredAndTheSessionGoesOn() {
    WireClient client = server.connect("ann");

    assertThatThrownBy(() -> client.call("broken", "{}"))
        .isInstanceOfSatisfying(
            RpcFailure.class, failure -> assertThat(failure.code).isEqualTo("internal"));

    assertThat(client.call("ping", "{}").has("time")).isTrue();
  }

  @Test
  void isAnsweredOverHttp() {
    assertThat(server.call("broken", "{}", server.token(Role.STAFF)).statusCode()).isEqualTo(500);
  }
}

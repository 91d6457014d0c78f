package io.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace.Access;
import io.bellhop.engine.Namespace.History;
import io.bellhop.engine.Namespace.PresenceShown;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryTest {
  record Part(List<Method<?, ?>> methods, List<Namespace> namespaces) implements Feature {}

  private static Feature methods(String... names) {
    return new Part(
        Arrays.<Method<?, ?>>asList(
            Arrays.stream(names).map(RegistryTest::method).toArray(Method<?, ?>[]::new)),
        List.of());
  }

  private static Method<None, None> method(String name) {
    return Method.named(name, None.class, None.class).does((call, none) -> none);
  }

  private static Feature namespace(String name, History history) {
    return new Part(
        List.of(),
        List.of(
            new Namespace(name, history, Role.KNOWN, Set.of(), PresenceShown.NONE, Access.OPEN)));
  }

  @Test
  void findsMethodsByNameAndListsThemSorted() {
    Registry registry = new Registry(List.of(methods("b.two"), methods("c", "a.one")));

    assertThat(registry.method("b.two")).isNotNull();
    assertThat(registry.method("no.such")).isNull();
    assertThat(registry.methods()).extracting(Method::name).containsExactly("a.one", "b.two", "c");
  }

  @Test
  void aNameIsDefinedOnce() {
    Registry registry =
        new Registry(List.of(methods("a"), namespace("n", new History.Transient())));

    assertThatThrownBy(() -> registry.add(methods("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a is defined twice");
    assertThatThrownBy(() -> registry.add(namespace("n", new History.Transient())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsHowLongEventsAreKept() {
    Registry registry =
        new Registry(
            List.of(
                namespace("days", new History.Durable(Duration.ofDays(3))),
                namespace("ever", new History.Durable(null)),
                namespace("ring", new History.Recent(10, Duration.ofHours(1)))));

    assertThat(registry.retention("days")).isEqualTo(Duration.ofDays(3));
    assertThat(registry.retention("ever")).isNull();
    assertThat(registry.retention("ring")).isNull();
    assertThat(registry.retention("gone")).isNull();
  }
}

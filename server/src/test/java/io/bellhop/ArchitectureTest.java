package io.bellhop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** What may know what; docs name the reasons. */
@AnalyzeClasses(
    packages = "io.bellhop",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  private static final String PROTOCOL = "io.bellhop.protocol..";
  private static final String ENGINE = "io.bellhop.engine..";

  @ArchTest
  static final ArchRule PROTOCOL_SEES_ONLY_THE_JDK =
      classes()
          .that()
          .resideInAPackage(PROTOCOL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", PROTOCOL);

  @ArchTest
  static final ArchRule ENGINE_SEES_ONLY_THE_JDK_AND_PROTOCOL =
      classes()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", PROTOCOL, ENGINE);

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_SEE_EACH_OTHER =
      slices().matching("io.bellhop.feature.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.bellhop.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_COMPOSITION_ROOT =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.bellhop.server..", "io.bellhop.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.bellhop.server..");

  @ArchTest
  static final ArchRule JDBC_IS_FOR_STORES =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.bellhop.sql..")
          .and()
          .haveSimpleNameNotEndingWith("Store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule REDIS_IS_FOR_REDIS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.bellhop.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.lettuce..", "redis.clients..", "org.redisson..");

  @ArchTest
  static final ArchRule ONLY_THE_COMPOSITION_ROOT_KNOWS_OF_REDIS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.bellhop.redis..", "io.bellhop.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.bellhop.redis..");

  @ArchTest
  static final ArchRule REDIS_SEES_ONLY_THE_ENGINE_AND_ITS_LIBRARY =
      classes()
          .that()
          .resideInAPackage("io.bellhop.redis..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.lettuce..",
              "javax.net.ssl..",
              "io.bellhop.redis..",
              ENGINE,
              PROTOCOL);

  @ArchTest
  static final ArchRule OPENTELEMETRY_IS_FOR_TRACING =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.bellhop.tracing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule THE_NETWORK_LIBRARY_IS_FOR_TRANSPORT =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.bellhop.transport..", "io.bellhop.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "io.vertx..");

  /** Time is a parameter, so that every timer can be tested. */
  @ArchTest
  static final ArchRule NOBODY_ASKS_THE_SYSTEM_FOR_THE_TIME =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule ONLY_THE_COMPOSITION_ROOT_CHOOSES_THE_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.bellhop.server..")
          .should()
          .callMethod(InstantSource.class, "system");

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class);

  /** Leaves out what other modules lend to our tests. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }
}

package io.windlass.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.windlass.house.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Benchmarks see all, and nothing of the house sees them. */
class ArchitectureTest {
  private static final ArchitectureRules HOUSE = new ArchitectureRules("io.windlass");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ArchitectureTest::isOurOwnWriting)
          .importPackages("io.windlass");

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeeps(ArchRule rule) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"benchmarks", "core", "runtime", "controllers", "manager", "devcluster"})
  void theRulesSee(String part) {
    assertThat(CLASSES).anyMatch(type -> type.getPackageName().startsWith("io.windlass." + part));
  }

  static Stream<Named<ArchRule>> rules() {
    return Stream.of(
            HOUSE.seenOnlyBy("benchmarks..", "benchmarks.."),
            HOUSE.packagesAreFreeOfCycles(),
            HOUSE.namesSaySomething(),
            HOUSE.noSettersOutside("crds..", "benchmarks.."))
        .map(rule -> Named.of(rule.getDescription(), rule));
  }

  private static boolean isOurOwnWriting(Location location) {
    return Stream.of("/test-classes/", "/test/", "-tests.jar", "jmh_generated", "_jcstress")
        .noneMatch(location::contains);
  }
}

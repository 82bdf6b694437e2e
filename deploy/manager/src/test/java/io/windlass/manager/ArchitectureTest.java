package io.windlass.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.windlass.house.ArchitectureRules;
import io.windlass.house.PurityRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole house keeps the design's rules; that they bite is shown beside them, in core's tests.
 */
class ArchitectureTest {
  private static final ArchitectureRules HOUSE = new ArchitectureRules("io.windlass");
  private static final PurityRules PURITY = new PurityRules(HOUSE);
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ArchitectureTest::isMainCode)
          .importPackages("io.windlass");

  private static final String ADAPTERS = "controllers.adapter..";
  private static final String AUTOSCALING = "controllers.autoscaling..";
  private static final String OAM = "oam..";
  private static final String MANAGER = "manager..";
  private static final String DEVCLUSTER = "devcluster..";
  private static final String[] PURE = {"core..", "runtime..", "controllers.*..", OAM};

  /** The bridge's shell makes passwords; what it decides is without chance. */
  private static final String[] WITHOUT_CHANCE = {
    "core..",
    "runtime..",
    "controllers.*..",
    "oam.document..",
    "oam.model..",
    "oam.read..",
    "oam.catalogue..",
    "oam.environment..",
    "oam.ownership..",
    "oam.database..",
    "oam.render..",
    "oam.trait..",
    "oam.translate..",
    "oam.revision..",
    "oam.status.."
  };

  @ParameterizedTest
  @MethodSource({"layers", "libraries", "parts", "shapes"})
  void theHouseKeeps(ArchRule rule) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "runtime", "crds", "controllers", "oam", "devcluster"})
  void theRulesSee(String part) {
    assertThat(CLASSES).anyMatch(type -> type.getPackageName().startsWith("io.windlass." + part));
  }

  @Test
  void theRulesSeeNoTests() {
    assertThat(CLASSES).noneMatch(type -> type.getPackageName().startsWith("io.windlass.house"));
  }

  static Stream<Named<ArchRule>> layers() {
    return named(
        HOUSE.modelSeesOnlyItself(),
        HOUSE.sharedDecisionsSeeNoWorkload(),
        HOUSE.workloadsDoNotSeeEachOther(),
        HOUSE.coreSeesOnlyCore(),
        HOUSE.engineSeesOnlyModelAndPlan(),
        HOUSE.reconcilersSeeNoAdapter(AUTOSCALING),
        HOUSE.adaptersSeeNoReconciler());
  }

  static Stream<Named<ArchRule>> libraries() {
    String[] josdk = {"controllers.adapter.josdk..", AUTOSCALING, OAM};
    String[] client = {
      "controllers.adapter.fabric8..", josdk[0], AUTOSCALING, OAM, MANAGER, "crds.."
    };
    String[] http = {"controllers.adapter.admission..", MANAGER, DEVCLUSTER};
    return named(
        HOUSE.onlyIn("io.javaoperatorsdk..", josdk),
        HOUSE.onlyIn("io.fabric8.kubernetes..", client),
        HOUSE.onlyIn("org.eclipse.jetty..", http),
        HOUSE.onlyIn("com.sun.net.httpserver..", http),
        HOUSE.onlyIn("io.micrometer..", "controllers.adapter.micrometer..", MANAGER),
        HOUSE.onlyIn("org.jctools..", "runtime.."),
        HOUSE.onlyIn("com.github.benmanes.caffeine..", "runtime..", ADAPTERS, OAM),
        HOUSE.notInSignatures("org.jctools.."),
        HOUSE.notInSignatures("com.github.benmanes.caffeine.."));
  }

  static Stream<Named<ArchRule>> parts() {
    return named(
        HOUSE.standsAlone(DEVCLUSTER),
        HOUSE.standsAlone("crds.."),
        HOUSE.seenOnlyBy(DEVCLUSTER, DEVCLUSTER, MANAGER),
        HOUSE.seenOnlyBy(MANAGER, MANAGER),
        HOUSE.seenOnlyBy(OAM, OAM, MANAGER),
        PURITY.environmentIsReadOnlyBy(MANAGER),
        PURITY.noSurroundings(PURE),
        PURITY.noClock(PURE),
        PURITY.noChance(WITHOUT_CHANCE));
  }

  static Stream<Named<ArchRule>> shapes() {
    return named(
        PURITY.coreTouchesOnlyTheLanguage(),
        PURITY.coreFieldsAreFinal(),
        PURITY.coreTypesAreDataOrFunctions(),
        HOUSE.packagesAreFreeOfCycles(),
        HOUSE.namesSaySomething(),
        HOUSE.noSettersOutside("crds.."));
  }

  private static Stream<Named<ArchRule>> named(ArchRule... rules) {
    return Stream.of(rules).map(rule -> Named.of(rule.getDescription(), rule));
  }

  private static boolean isMainCode(Location location) {
    return List.of("/test-classes/", "-tests.jar").stream().noneMatch(location::contains);
  }
}

package io.windlass.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule finds the fault that was planted for it, and only there. */
class PlantedFaultsTest {
  private static final String ROOT = "io.windlass.house.planted";
  private static final ArchitectureRules HOUSE = new ArchitectureRules(ROOT);
  private static final PurityRules PURITY = new PurityRules(HOUSE);
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void finds(ArchRule rule, List<String> culprits) {
    List<String> found = rule.evaluate(CLASSES).getFailureReport().getDetails();
    for (String culprit : culprits) {
      assertThat(found).as("finds %s", culprit).anyMatch(line -> line.contains(culprit));
    }
    assertThat(found)
        .as("finds nothing else")
        .allMatch(line -> culprits.stream().anyMatch(line::contains));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(HOUSE.modelSeesOnlyItself(), "UpwardModel"),
        fault(HOUSE.sharedDecisionsSeeNoWorkload(), "UpwardPlan"),
        fault(HOUSE.workloadsDoNotSeeEachOther(), "BetaUtils", "BetaReconciler.alpha"),
        fault(HOUSE.coreSeesOnlyCore(), "UpwardPlan"),
        fault(HOUSE.engineSeesOnlyModelAndPlan(), "Engine"),
        fault(HOUSE.onlyIn(ROOT + ".library..", "library..", "core.."), "Engine.rings"),
        fault(HOUSE.notInSignatures(ROOT + ".library.."), "Engine.rings"),
        fault(HOUSE.reconcilersSeeNoAdapter("controllers.alpha.."), "BetaReconciler"),
        fault(HOUSE.adaptersSeeNoReconciler(), "Fabric8Reader"),
        fault(HOUSE.packagesAreFreeOfCycles(), "Slice core.plan", "Slice controllers.adapter"),
        fault(HOUSE.namesSaySomething(), "BetaUtils"),
        fault(HOUSE.noSettersOutside("crds.."), "Counter.setCount"),
        fault(HOUSE.standsAlone("core.beta.."), "BetaUtils"),
        fault(HOUSE.seenOnlyBy("core.alpha..", "core..", "controllers.."), "Engine"),
        fault(
            PURITY.noClock("core..", "controllers.*.."),
            "Impure.byCall",
            "Impure.byReference",
            "BetaReconciler.startedAt"),
        fault(PURITY.noChance("core.."), "Impure.drawn()"),
        fault(PURITY.noSurroundings("runtime.."), "Engine.home"),
        fault(PURITY.environmentIsReadOnlyBy("core.."), "Engine.home"),
        fault(PURITY.coreTouchesOnlyTheLanguage(), "Impure.reader", "UpwardPlan"),
        fault(PURITY.coreFieldsAreFinal(), "Counter.count"),
        fault(PURITY.coreTypesAreDataOrFunctions(), "Counter"));
  }

  private static Arguments fault(ArchRule rule, String... culprits) {
    return Arguments.of(Named.of(rule.getDescription(), rule), List.of(culprits));
  }
}

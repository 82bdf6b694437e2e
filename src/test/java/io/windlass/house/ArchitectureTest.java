package io.windlass.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Core and engine keep the rules; {@link PlantedFaultsTest} shows that the rules bite. */
class ArchitectureTest {
  private static final ArchitectureRules HOUSE = new ArchitectureRules("io.windlass");
  private static final PurityRules PURITY = new PurityRules(HOUSE);
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.windlass");

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeeps(ArchRule rule) {
    rule.check(CLASSES);
  }

  static Stream<Named<ArchRule>> rules() {
    return Stream.of(
            HOUSE.modelSeesOnlyItself(),
            HOUSE.sharedDecisionsSeeNoWorkload(),
            HOUSE.workloadsDoNotSeeEachOther(),
            HOUSE.coreSeesOnlyCore(),
            HOUSE.engineSeesOnlyModelAndPlan(),
            HOUSE.onlyIn("org.jctools..", "runtime.."),
            HOUSE.onlyIn("com.github.benmanes.caffeine..", "runtime.."),
            HOUSE.notInSignatures("org.jctools.."),
            HOUSE.notInSignatures("com.github.benmanes.caffeine.."),
            HOUSE.packagesAreFreeOfCycles(),
            HOUSE.namesSaySomething(),
            HOUSE.noSettersOutside("crds.."),
            PURITY.noClock("core..", "runtime.."),
            PURITY.noChance("core..", "runtime.."),
            PURITY.noSurroundings("core..", "runtime.."),
            PURITY.coreTouchesOnlyTheLanguage(),
            PURITY.coreFieldsAreFinal(),
            PURITY.coreTypesAreDataOrFunctions())
        .map(rule -> Named.of(rule.getDescription(), rule));
  }
}

package io.windlass.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/**
 * What code that decides must not touch: the clock, chance, the environment, mutable state.
 * Adapters touch what they adapt to.
 */
public record PurityRules(ArchitectureRules house) {
  private static final Pattern CLOCK =
      Pattern.compile(
          "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
              + "|java\\.time\\.\\w+\\.now|java\\.time\\.Clock\\.(system|tick)\\w*"
              + "|java\\.util\\.Date\\.<init>\\(\\)");
  private static final Pattern CHANCE =
      Pattern.compile(
          "java\\.lang\\.Math\\.random|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.Collections\\.shuffle|java\\.security\\.SecureRandom\\..*"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
              + "|java\\.util\\.(Random|SplittableRandom)\\.<init>\\(\\)");
  private static final Pattern ENVIRONMENT = Pattern.compile("java\\.lang\\.System\\.getenv");
  private static final Pattern SURROUNDINGS =
      Pattern.compile(
          "java\\.lang\\.System\\.(getenv|getProperty|getProperties)"
              + "|java\\.lang\\.(Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)"
              + "|java\\.nio\\.file\\.(Files|Path|Paths|FileSystems)\\..*"
              + "|java\\.io\\.(File|FileReader|FileWriter|FileInputStream|FileOutputStream)\\..*");

  /** Rule 5: time comes in through a port or as an argument. */
  public ArchRule noClock(String... parts) {
    return noCalls("the system clock", CLOCK, parts);
  }

  /** Rule 5: nothing is read from environment, system properties or files. */
  public ArchRule noSurroundings(String... parts) {
    return noCalls("environment, system properties and files", SURROUNDINGS, parts);
  }

  /** Chance is a seed: the same snapshot leads to the same plan. */
  public ArchRule noChance(String... parts) {
    return noCalls("chance without a seed", CHANCE, parts);
  }

  /** The environment has one reader. */
  public ArchRule environmentIsReadOnlyBy(String part) {
    return noClasses()
        .that(resideInAPackage(house.ours("")).and(not(resideInAPackage(house.ours(part)))))
        .should()
        .accessTargetWhere(target("System.getenv", ENVIRONMENT))
        .as("only %s reads the environment".formatted(part))
        .allowEmptyShould(true);
  }

  /** Core needs only the language: no input or output, no network, no threads, no logging. */
  public ArchRule coreTouchesOnlyTheLanguage() {
    DescribedPredicate<JavaClass> language =
        resideInAnyPackage(house.ours("core.."), "java..", "org.jspecify..", "");
    DescribedPredicate<JavaClass> machine =
        resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio",
            "java.nio.file..",
            "java.nio.channels..",
            "java.sql..",
            "java.util.concurrent..",
            "java.util.logging..");
    return classes()
        .that(resideInAPackage(house.ours("core..")))
        .should()
        .onlyDependOnClassesThat(language.and(not(machine)))
        .allowEmptyShould(true);
  }

  /** Rule 7: what exists in core does not change. */
  public ArchRule coreFieldsAreFinal() {
    return fields()
        .that()
        .areDeclaredInClassesThat(resideInAPackage(house.ours("core..")))
        .should()
        .beFinal()
        .allowEmptyShould(true);
  }

  /** Rule 7: a type of core is data, a closed choice, a contract, or functions without state. */
  public ArchRule coreTypesAreDataOrFunctions() {
    return classes()
        .that(resideInAPackage(house.ours("core..")))
        .and()
        .areNotAnonymousClasses()
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "be data or functions", PurityRules::isDataOrFunctions)))
        .allowEmptyShould(true);
  }

  // A class that only its package sees may hold a computation while it runs; the rule on final
  // fields is for it too.
  private static boolean isDataOrFunctions(JavaClass type) {
    boolean stateless =
        type.getFields().stream()
            .allMatch(field -> field.getModifiers().contains(JavaModifier.STATIC));
    boolean seen = type.getModifiers().contains(JavaModifier.PUBLIC);
    return type.isRecord()
        || type.isEnum()
        || type.isInterface()
        || (type.getModifiers().contains(JavaModifier.FINAL) && (stateless || !seen));
  }

  private ArchRule noCalls(String what, Pattern called, String... parts) {
    return noClasses()
        .that(
            resideInAnyPackage(house.all(parts))
                .and(not(resideInAPackage(house.ours("controllers.adapter..")))))
        .should()
        .accessTargetWhere(target(what, called))
        .as("none of %s touches %s".formatted(String.join(", ", parts), what))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaAccess<?>> target(String what, Pattern called) {
    return DescribedPredicate.describe(
        what, access -> called.matcher(nameOf(access.getTarget())).matches());
  }

  // Constructors without arguments end in (): those of Random and Date ask the machine.
  private static String nameOf(AccessTarget target) {
    boolean bare =
        target instanceof AccessTarget.ConstructorCallTarget constructor
            && constructor.getRawParameterTypes().isEmpty();
    return target.getOwner().getName() + "." + target.getName() + (bare ? "()" : "");
  }
}

package io.windlass.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Who may see whom, in words of packages below one root. The root is a parameter so that the same
 * rules can be held against code that breaks them. No rule minds a package that is still empty.
 */
public record ArchitectureRules(String root) {
  private static final String[] SHARED_CORE = {
    "core.plan..",
    "core.budget..",
    "core.order..",
    "core.inplace..",
    "core.lifecycle..",
    "core.version..",
    "core.admission..",
    "core.podspec..",
    "core.history.."
  };

  /** Rule 1: the model is the ground of everything, so it sees nothing else of ours. */
  public ArchRule modelSeesOnlyItself() {
    return noClasses()
        .that(resideInAPackage(ours("core.model..")))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ours("")).and(not(resideInAPackage(ours("core.model..")))))
        .allowEmptyShould(true);
  }

  /** Rule 1: shared decisions know the model and one another, and no workload. */
  public ArchRule sharedDecisionsSeeNoWorkload() {
    return noClasses()
        .that(resideInAnyPackage(all(SHARED_CORE)))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ours(""))
                .and(not(resideInAPackage(ours("core.model.."))))
                .and(not(resideInAnyPackage(all(SHARED_CORE)))))
        .allowEmptyShould(true);
  }

  /** Rule 1: neither in core nor among the controllers does one workload see another. */
  public ArchRule workloadsDoNotSeeEachOther() {
    return slices()
        .assignedFrom(new Workloads(root))
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true);
  }

  /** Rule 2: core is below the engine and everything else of ours. */
  public ArchRule coreSeesOnlyCore() {
    return noClasses()
        .that(resideInAPackage(ours("core..")))
        .should()
        .dependOnClassesThat(resideInAPackage(ours("")).and(not(resideInAPackage(ours("core..")))))
        .allowEmptyShould(true);
  }

  /** Rule 2: the engine knows no workload and no Kubernetes. */
  public ArchRule engineSeesOnlyModelAndPlan() {
    return noClasses()
        .that(resideInAPackage(ours("runtime..")))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ours(""))
                .and(not(resideInAnyPackage(all("runtime..", "core.model..", "core.plan..")))))
        .allowEmptyShould(true);
  }

  /** Rules 3 and 4: a library is seen only from the packages that are its home. */
  public ArchRule onlyIn(String library, String... homes) {
    return noClasses()
        .that(resideInAPackage(ours("")).and(not(resideInAnyPackage(all(homes)))))
        .should()
        .dependOnClassesThat(resideInAnyPackage(library))
        .as(library + " only in " + Arrays.toString(homes))
        .allowEmptyShould(true);
  }

  /** Rule 3: a library stays out of public signatures. */
  public ArchRule notInSignatures(String library) {
    return methods()
        .that()
        .areDeclaredInClassesThat(resideInAPackage(ours("")))
        .should(new KeepOutOfSignatures(resideInAPackage(library)))
        .allowEmptyShould(true);
  }

  /**
   * Rule 4: a reconciler of a pod-path kind sees ports and models, no adapter. The client is kept
   * out by {@link #onlyIn}.
   */
  public ArchRule reconcilersSeeNoAdapter(String... free) {
    return noClasses()
        .that(
            resideInAPackage(ours("controllers.*.."))
                .and(not(resideInAPackage(ours("controllers.adapter.."))))
                .and(not(resideInAnyPackage(all(free)))))
        .should()
        .dependOnClassesThat(resideInAPackage(ours("controllers.adapter..")))
        .allowEmptyShould(true);
  }

  /** Rule 4: an adapter serves every reconciler and knows none. */
  public ArchRule adaptersSeeNoReconciler() {
    return noClasses()
        .that(resideInAPackage(ours("controllers.adapter..")))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ours("controllers.."))
                .and(not(resideInAPackage(ours("controllers.adapter..")))))
        .allowEmptyShould(true);
  }

  /** Rule 6: packages form no cycle. */
  public ArchRule packagesAreFreeOfCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** Rule 6: a class is named after what it is. */
  public ArchRule namesSaySomething() {
    return noClasses()
        .that(resideInAPackage(ours("")))
        .should()
        .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Utils?|Helpers?|Common|Impl))")
        .allowEmptyShould(true);
  }

  /**
   * Values are made whole; only the API types, which libraries fill in, may have setters. A setter
   * that an interface of somebody else asks for is not ours to leave out.
   */
  public ArchRule noSettersOutside(String... homes) {
    return methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(
            resideInAPackage(ours("")).and(not(resideInAnyPackage(all(homes)))))
        .and(describe("are our own idea", this::isOurIdea))
        .should()
        .haveNameNotMatching("set[A-Z]\\w*")
        .allowEmptyShould(true);
  }

  /** One part of the house sees nothing else of the house. */
  public ArchRule standsAlone(String part) {
    return classes()
        .that(resideInAPackage(ours(part)))
        .should()
        .onlyDependOnClassesThat(resideInAPackage(ours(part)).or(not(resideInAPackage(ours("")))))
        .allowEmptyShould(true);
  }

  /** A part of the house is seen only by others that are named. */
  public ArchRule seenOnlyBy(String part, String... homes) {
    return noClasses()
        .that(resideInAPackage(ours("")).and(not(resideInAnyPackage(all(homes)))))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ours(part)))
        .as(part + " is seen only by " + Arrays.toString(homes))
        .allowEmptyShould(true);
  }

  private boolean isOurIdea(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .filter(type -> !type.getPackageName().startsWith(root))
        .flatMap(type -> type.getMethods().stream())
        .noneMatch(dictated -> dictated.getName().equals(method.getName()));
  }

  String ours(String part) {
    return part.isEmpty() ? root + ".." : root + "." + part;
  }

  String[] all(String... parts) {
    return Stream.of(parts).map(this::ours).toArray(String[]::new);
  }
}

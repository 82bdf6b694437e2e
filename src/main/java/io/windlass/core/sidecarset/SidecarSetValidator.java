package io.windlass.core.sidecarset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.NameSyntax;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import io.windlass.core.order.UpdateOrderRules;
import io.windlass.core.podspec.ContainerRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds everything that is wrong with the spec of a SidecarSet by itself, defaults filled in or
 * not. Stateless; no document makes it throw.
 */
public final class SidecarSetValidator {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,63}");

  private SidecarSetValidator() {}

  /** All faults with their paths. */
  public static List<Violation> violations(String name, Json.Obj spec) {
    FaultList faults = new FaultList();
    faults.check(
        NAME.matcher(name).matches(),
        "metadata.name",
        "\"" + name + "\" is not at most 63 letters, digits and '-'");
    checkSelector(spec, "selector", true, faults);
    checkSelector(spec, "namespaceSelector", false, faults);
    checkNamespace(spec.text("namespace").orElse(""), faults);
    checkInjection(spec.object("injectionStrategy", "revision"), spec, faults);
    checkUpdate(spec, faults);
    checkHistory(spec, faults);
    if (spec.items("initContainers").isEmpty() && spec.items("containers").isEmpty()) {
      faults.add("spec.containers", "required: at least one container or init container");
    }
    faults.addAll(ContainerRules.violations(spec, "spec", List.of()));
    SidecarRules.check(spec, faults);
    MetadataRules.check(spec.items("patchPodMetadata"), faults);
    return faults.found();
  }

  private static void checkSelector(
      Json.Obj parent, String name, boolean required, FaultList faults) {
    Optional<Json> given = parent.get(name).filter(json -> !(json instanceof Json.Null));
    String field = "spec." + name;
    if (given.isEmpty()) {
      faults.check(!required, field, "required: it says which pods get the sidecars");
      return;
    }
    checkGiven(given.get(), field, faults);
  }

  private static void checkNamespace(String namespace, FaultList faults) {
    faults.check(
        namespace.isEmpty() || NameSyntax.isDnsLabel(namespace),
        "spec.namespace",
        "\"" + namespace + "\" is not at most 63 lower-case letters, digits and inner '-'");
  }

  private static void checkGiven(Json given, String field, FaultList faults) {
    if (!(given instanceof Json.Obj object)) {
      faults.add(field, "must be a selector");
      return;
    }
    List<Violation> unreadable = new ArrayList<>();
    Selector selector = Selector.read(object, field, unreadable);
    faults.addAll(unreadable);
    faults.check(
        !selector.isEmpty() || !unreadable.isEmpty(),
        field,
        "is empty and would select everything; name labels");
  }

  private static void checkInjection(Json.Obj revision, Json.Obj spec, FaultList faults) {
    if (spec.at("injectionStrategy", "revision").filter(r -> r instanceof Json.Obj).isEmpty()) {
      return;
    }
    String field = "spec.injectionStrategy.revision";
    faults.check(
        revision.text("revisionName").isPresent() || revision.text("customVersion").isPresent(),
        field,
        "names neither a revisionName nor a customVersion");
    faults.checkWord(revision, field, "policy", List.of("Always", "Partial"));
  }

  private static void checkUpdate(Json.Obj spec, FaultList faults) {
    Json.Obj strategy = spec.object("updateStrategy");
    String field = "spec.updateStrategy";
    faults.checkWord(strategy, field, "type", List.of("RollingUpdate", "NotUpdate"));
    if (strategy.text("type").filter("NotUpdate"::equals).isPresent()) {
      return;
    }
    boolean anyNative =
        spec.items("initContainers").stream()
            .anyMatch(c -> c.text("restartPolicy").filter("Always"::equals).isPresent());
    faults.check(
        !anyNative,
        field + ".type",
        "must be NotUpdate: Kubernetes changes no init container in place, and one of these has"
            + " restartPolicy Always");
    Optional<Json> selector = strategy.get("selector").filter(s -> !(s instanceof Json.Null));
    selector.ifPresent(given -> checkGiven(given, field + ".selector", faults));
    faults.check(
        selector.isEmpty() || !keepsSome(strategy),
        field,
        "partition and selector exclude each other");
    checkAmount(strategy, "partition", faults);
    checkAmount(strategy, "maxUnavailable", faults);
    faults.addAll(UpdateOrderRules.violations(strategy));
  }

  private static boolean keepsSome(Json.Obj strategy) {
    return switch (strategy.get("partition").orElse(Json.Null.VALUE)) {
      case Json.Text _ -> true;
      case Json.Num number -> number.value().signum() != 0;
      default -> false;
    };
  }

  private static void checkAmount(Json.Obj strategy, String name, FaultList faults) {
    Optional<Json> given = strategy.get(name).filter(json -> !(json instanceof Json.Null));
    boolean sound =
        given.isEmpty()
            || given.flatMap(IntOrPercent::of).filter(amount -> !amount.isNegative()).isPresent();
    faults.check(
        sound,
        "spec.updateStrategy." + name,
        given.map(JsonText::canonical).orElse("")
            + " is neither a whole number like 5 nor a percentage like \"5%\", at least 0");
  }

  private static void checkHistory(Json.Obj spec, FaultList faults) {
    Optional<Json> limit = spec.get("revisionHistoryLimit").filter(l -> !(l instanceof Json.Null));
    faults.check(
        limit.isEmpty() || limit.flatMap(Json::number).isPresent(),
        "spec.revisionHistoryLimit",
        "must be a whole number");
  }
}

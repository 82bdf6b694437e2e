package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.core.sidecarset.TransferEnv.PodField;
import io.windlass.core.sidecarset.expression.Expression;
import io.windlass.core.sidecarset.expression.Expression.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What may be wrong with the fields of a container that only SidecarSets have. Stateless. */
final class SidecarRules {
  private SidecarRules() {}

  static void check(Json.Obj spec, FaultList faults) {
    Set<String> names = names(spec);
    for (String list : List.of("initContainers", "containers")) {
      List<Json> containers = spec.items(list);
      for (int i = 0; i < containers.size(); i++) {
        String field = "spec." + list + "[" + i + "]";
        checkContainer(containers.get(i), field, names, faults);
        if (list.equals("initContainers")) {
          checkInitial(containers.get(i), field, faults);
        }
      }
    }
  }

  private static Set<String> names(Json.Obj spec) {
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      spec.items(list).forEach(c -> c.text("name").ifPresent(names::add));
    }
    return names;
  }

  private static void checkInitial(Json container, String field, FaultList faults) {
    faults.check(
        container.object("resourcesPolicy").fields().isEmpty()
            || container.text("restartPolicy").filter("Always"::equals).isPresent(),
        field + ".resourcesPolicy",
        "is only for init containers with restartPolicy Always");
  }

  private static void checkContainer(
      Json container, String field, Set<String> names, FaultList faults) {
    faults.checkWord(
        container, field, "podInjectPolicy", List.of("BeforeAppContainer", "AfterAppContainer"));
    for (String share : List.of("shareVolumePolicy", "shareVolumeDevicePolicy")) {
      faults.checkWord(
          container.object(share), field + "." + share, "type", List.of("enabled", "disabled"));
    }
    checkUpgrade(container, field + ".upgradeStrategy", names, faults);
    List<Json> transfers = container.items("transferEnv");
    for (int i = 0; i < transfers.size(); i++) {
      checkTransfer(transfers.get(i), field + ".transferEnv[" + i + "]", faults);
    }
    if (container.at("resourcesPolicy").filter(p -> p instanceof Json.Obj).isPresent()) {
      checkResources(container, field + ".resourcesPolicy", faults);
    }
  }

  private static void checkUpgrade(
      Json container, String field, Set<String> names, FaultList faults) {
    Json.Obj upgrade = container.object("upgradeStrategy");
    faults.checkWord(upgrade, field, "upgradeType", List.of("ColdUpgrade", "HotUpgrade"));
    if (!upgrade.text("upgradeType").filter("HotUpgrade"::equals).isPresent()) {
      return;
    }
    faults.check(
        !upgrade.text("hotUpgradeEmptyImage").orElse("").isEmpty(),
        field + ".hotUpgradeEmptyImage",
        "required: without it no pod with the idle container could be created");
    String name = container.text("name").orElse("");
    for (String twin : List.of(SidecarSetKeys.firstTwin(name), SidecarSetKeys.secondTwin(name))) {
      faults.check(
          !names.contains(twin), field, "needs the name " + twin + ", which another container has");
      faults.check(
          NameSyntax.isDnsLabel(twin) || !NameSyntax.isDnsLabel(name),
          field,
          "needs the name " + twin + ", which is longer than 63 characters");
    }
  }

  private static void checkTransfer(Json transfer, String field, FaultList faults) {
    Optional<Json> from = transfer.at("sourceContainerNameFrom", "fieldRef");
    if (from.filter(ref -> ref instanceof Json.Obj).isEmpty()) {
      return;
    }
    String here = field + ".sourceContainerNameFrom.fieldRef";
    String version = from.get().text("apiVersion").orElse("v1");
    faults.check(
        version.equals("v1") || version.isEmpty(),
        here + ".apiVersion",
        "\"" + version + "\" is not v1");
    String path = from.get().text("fieldPath").orElse("");
    PodField read = PodField.read(path);
    String key = read.kind() == PodField.Kind.ANNOTATION ? lower(read.key()) : read.key();
    faults.check(
        read.kind() != PodField.Kind.UNSUPPORTED && NameSyntax.isQualifiedName(key),
        here + ".fieldPath",
        "\"" + path + "\" is neither metadata.labels['KEY'] nor metadata.annotations['KEY']");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static void checkResources(Json container, String field, FaultList faults) {
    faults.check(
        container.object("resources", "limits").fields().isEmpty()
            && container.object("resources", "requests").fields().isEmpty(),
        field,
        "resources and resourcesPolicy exclude each other");
    Json.Obj policy = container.object("resourcesPolicy");
    faults.check(
        policy.text("targetContainersMode").filter(List.of("sum", "max")::contains).isPresent(),
        field + ".targetContainersMode",
        "must be sum or max");
    checkNames(policy.text("targetContainersNameRegex"), field, faults);
    Json.Obj expressions = policy.object("resourcesExpr");
    String here = field + ".resourcesExpr";
    faults.check(
        expressions.at("limits").isPresent() || expressions.at("requests").isPresent(),
        here,
        "names neither limits nor requests");
    for (String kind : List.of("limits", "requests")) {
      for (String resource : List.of("cpu", "memory")) {
        expressions
            .text(kind, resource)
            .filter(text -> !text.isEmpty())
            .flatMap(text -> fault(text, resource))
            .ifPresent(because -> faults.add(here + "." + kind + "." + resource, because));
      }
    }
  }

  private static void checkNames(Optional<String> regex, String field, FaultList faults) {
    String here = field + ".targetContainersNameRegex";
    String text = regex.orElse(".*");
    faults.check(!text.isEmpty(), here, "is empty");
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      faults.add(here, "\"" + text + "\" is no regular expression: " + e.getDescription());
    }
  }

  private static Optional<String> fault(String text, String variable) {
    return switch (Expression.read(text, variable)) {
      case Result.Faulty<Expression>(String because) -> Optional.of(quoted(text, because));
      case Result.Done<Expression>(Expression expression) ->
          expression.ofOne() instanceof Result.Faulty<?>(String because)
              ? Optional.of(quoted(text, because))
              : Optional.empty();
    };
  }

  private static String quoted(String text, String because) {
    return "\"" + text + "\" " + because;
  }
}

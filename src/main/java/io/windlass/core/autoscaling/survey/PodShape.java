package io.windlass.core.autoscaling.survey;

import io.windlass.core.autoscaling.check.World.Container;
import io.windlass.core.model.Json;
import io.windlass.core.model.Json.Obj;
import io.windlass.core.model.Quantity;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The pods of a workload as its template and the namespace make them.
 *
 * @param template {@code metadata} and {@code spec}; empty for a workload without template
 */
public record PodShape(Obj template, Additions additions) {
  private static final List<String> VARIANTS =
      List.of(
          "statefulSetTemplate",
          "advancedStatefulSetTemplate",
          "cloneSetTemplate",
          "deploymentTemplate");

  /**
   * What the cluster adds to a template.
   *
   * @param limitRanges of the namespace
   * @param sidecarSets of the cluster
   */
  public record Additions(String namespace, List<Json> limitRanges, List<Json> sidecarSets) {
    public Additions {
      limitRanges = List.copyOf(limitRanges);
      sidecarSets = List.copyOf(sidecarSets);
    }
  }

  /** The pods of a workload, of any kind that keeps its template where the known ones do. */
  public static PodShape of(Obj workload, Additions additions) {
    Obj direct = workload.object("spec", "template");
    Obj template =
        VARIANTS.stream()
            .map(variant -> direct.object(variant, "spec", "template"))
            .filter(it -> !it.fields().isEmpty())
            .findFirst()
            .orElse(direct);
    return new PodShape(template, additions);
  }

  /** Labels of the pods. */
  public Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    template
        .object("metadata", "labels")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> labels.put(key, text)));
    return labels;
  }

  /** All containers that run as long as the pod does. */
  public List<Container> containers() {
    List<Container> all = new ArrayList<>();
    running(template.object("spec")).forEach(it -> all.add(container(it, Optional.empty())));
    for (Json set : additions.sidecarSets()) {
      if (injects(set)) {
        Optional<String> name = set.text("metadata", "name");
        running(set.object("spec"))
            .filter(it -> all.stream().noneMatch(known -> known.name().equals(name(it))))
            .toList()
            .forEach(it -> all.add(container(it, name)));
      }
    }
    return all;
  }

  /** How much of a resource one pod requests; empty where some container does not say. */
  public Optional<BigDecimal> request(String resource) {
    Optional<BigDecimal> whole = amount(template.object("spec", "resources", "requests"), resource);
    if (whole.isPresent()) {
      return whole;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Json container : running(template.object("spec")).toList()) {
      Optional<BigDecimal> one =
          amount(container.object("resources", "requests"), resource)
              .or(() -> amount(container.object("resources", "limits"), resource));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(one.get());
    }
    return sum.signum() > 0 ? Optional.of(sum) : Optional.empty();
  }

  static Optional<BigDecimal> amount(Obj amounts, String resource) {
    return amounts.get(resource).flatMap(Quantity::of).map(Quantity::value);
  }

  private static Stream<Json> running(Obj spec) {
    return Stream.concat(
        spec.items("containers").stream(),
        spec.items("initContainers").stream()
            .filter(it -> it.text("restartPolicy").equals(Optional.of("Always"))));
  }

  private Container container(Json container, Optional<String> injectedBy) {
    Obj requests = container.object("resources", "requests");
    Obj limits = container.object("resources", "limits");
    TreeSet<String> requested = new TreeSet<>(requests.fields().keySet());
    requested.addAll(limits.fields().keySet());
    requested.addAll(template.object("spec", "resources", "requests").fields().keySet());
    for (Json range : additions.limitRanges()) {
      range.items("spec", "limits").stream()
          .filter(it -> it.text("type").equals(Optional.of("Container")))
          .forEach(
              it -> {
                requested.addAll(it.object("defaultRequest").fields().keySet());
                requested.addAll(it.object("default").fields().keySet());
              });
    }
    List<String> bounded =
        limits.fields().keySet().stream()
            .filter(it -> isBound(amount(requests, it), amount(limits, it)))
            .toList();
    return new Container(name(container), injectedBy, List.copyOf(requested), bounded);
  }

  private static boolean isBound(Optional<BigDecimal> request, Optional<BigDecimal> limit) {
    return request.isEmpty() || request.get().compareTo(limit.orElse(BigDecimal.ZERO)) == 0;
  }

  // Labels of namespaces are not known here: a set that asks for others than the name may inject.
  private boolean injects(Json set) {
    Optional<String> namespace = set.text("spec", "namespace").filter(it -> !it.isEmpty());
    boolean paused = set.bool("spec", "injectionStrategy", "paused").orElse(false);
    Map<String, String> name = Map.of("kubernetes.io/metadata.name", additions.namespace());
    return !paused
        && !labels().isEmpty()
        && namespace.map(additions.namespace()::equals).orElse(true)
        && matches(set.object("spec", "namespaceSelector"), name)
        && matches(set.object("spec", "selector"), labels());
  }

  private static boolean matches(Obj selector, Map<String, String> labels) {
    List<Violation> faults = new ArrayList<>();
    return Selector.read(selector, "selector", faults).matches(labels) && faults.isEmpty();
  }

  private static String name(Json container) {
    return container.text("name").orElse("");
  }
}

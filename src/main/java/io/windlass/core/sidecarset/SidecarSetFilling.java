package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.podspec.ContainerDefaults;
import io.windlass.core.podspec.VolumeDefaults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Fills defaults into a SidecarSet of either version and writes its hashes. Exactly those of
 * OpenKruise 1.9: one more of them inside a container would give every SidecarSet another hash, and
 * no pod could be upgraded in place any more. Stateless; filling twice changes nothing.
 */
public final class SidecarSetFilling {
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");

  private SidecarSetFilling() {}

  /**
   * The object with what is missing or null filled in, and with its hashes. Hashes that are there
   * stay while the containers mean the same, whoever made them; only the true ones replace them.
   *
   * @param before as it is stored
   */
  public static Json.Obj fill(Json.Obj object, Optional<Json.Obj> before) {
    Json.Obj spec = fillSpec(object.object("spec"));
    Json.Obj filled = object.with("spec", spec);
    SidecarSetHash hash = hash(object, spec, before);
    Json.Obj metadata = filled.object("metadata");
    return filled.with(
        "metadata",
        metadata.with(
            "annotations", JsonMerge.apply(metadata.object("annotations"), hash.noted())));
  }

  private static SidecarSetHash hash(Json.Obj object, Json.Obj spec, Optional<Json.Obj> before) {
    SidecarSetHash made = SidecarSetHash.of(spec);
    return before
        .filter(old -> isSame(old, spec) && !written(object).equals(Optional.of(made)))
        .flatMap(SidecarSetFilling::written)
        .orElse(made);
  }

  private static boolean isSame(Json.Obj before, Json.Obj spec) {
    Json.Obj old = fillSpec(before.object("spec"));
    return SidecarSetHash.text(old.get("containers"), old.get("initContainers"))
        .equals(SidecarSetHash.text(spec.get("containers"), spec.get("initContainers")));
  }

  private static Optional<SidecarSetHash> written(Json.Obj object) {
    Map<String, String> annotations = new HashMap<>();
    object
        .object("metadata", "annotations")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> annotations.put(key, text)));
    return SidecarSetHash.written(annotations);
  }

  /** A spec with what is missing or null filled in. */
  static Json.Obj fillSpec(Json.Obj spec) {
    Json.Obj filled = spec.with("updateStrategy", strategy(spec.object("updateStrategy")));
    filled = missing(filled, "revisionHistoryLimit", Json.of(SidecarSetDefaults.HISTORY_LIMIT));
    filled = each(filled, "initContainers", c -> container(c, "AfterAppContainer"));
    filled = each(filled, "containers", c -> container(c, "BeforeAppContainer"));
    filled = each(filled, "volumes", VolumeDefaults::fill);
    filled = each(filled, "patchPodMetadata", patch -> empty(patch, "patchPolicy", "Retain"));
    Optional<Json> revision = filled.at("injectionStrategy", "revision");
    return revision.orElse(Json.Null.VALUE) instanceof Json.Obj named
        ? filled.with(
            "injectionStrategy",
            filled.object("injectionStrategy").with("revision", empty(named, "policy", "Always")))
        : filled;
  }

  private static Json.Obj strategy(Json.Obj strategy) {
    Json.Obj filled = empty(strategy, "type", "RollingUpdate");
    filled = missing(filled, "maxUnavailable", Json.of(1));
    return missing(filled, "partition", Json.of(0));
  }

  private static Json.Obj container(Json.Obj container, String place) {
    Json.Obj filled = empty(container, "podInjectPolicy", place);
    filled = child(filled, "upgradeStrategy", "upgradeType", "ColdUpgrade");
    filled = child(filled, "shareVolumePolicy", "type", "disabled");
    filled = each(filled, "transferEnv", SidecarSetFilling::transfer);
    filled = named(filled, "resourcesPolicy", p -> empty(p, "targetContainersNameRegex", ".*"));
    return kubernetes(filled);
  }

  private static Json.Obj transfer(Json.Obj transfer) {
    return named(
        transfer,
        "sourceContainerNameFrom",
        from -> named(from, "fieldRef", ref -> empty(ref, "apiVersion", "v1")));
  }

  // OpenKruise fills in neither start-up probes nor the service of a gRPC probe.
  private static Json.Obj kubernetes(Json.Obj container) {
    Json.Obj filled = ContainerDefaults.fill(container);
    for (String probe : PROBES) {
      Optional<Json> found = container.get(probe);
      Optional<Json> grpc = container.at(probe, "grpc");
      if (probe.equals("startupProbe") && found.isPresent()) {
        filled = filled.with(probe, found.get());
      } else if (grpc.isPresent()) {
        filled = filled.with(probe, filled.object(probe).with("grpc", grpc.get()));
      }
    }
    return filled;
  }

  private static Json.Obj child(Json.Obj object, String name, String field, String value) {
    return object.with(name, empty(object.object(name), field, value));
  }

  private static Json.Obj named(Json.Obj object, String field, UnaryOperator<Json.Obj> change) {
    return object.get(field).orElse(Json.Null.VALUE) instanceof Json.Obj child
        ? object.with(field, change.apply(child))
        : object;
  }

  private static Json.Obj each(Json.Obj object, String field, UnaryOperator<Json.Obj> change) {
    List<Json> items = object.items(field);
    return items.isEmpty()
        ? object
        : object.with(
            field,
            Json.of(
                items.stream()
                    .map(item -> item instanceof Json.Obj child ? change.apply(child) : item)
                    .toList()));
  }

  private static Json.Obj empty(Json.Obj object, String field, String value) {
    return object.text(field).filter(String::isEmpty).isPresent()
        ? object.with(field, value)
        : missing(object, field, Json.of(value));
  }

  private static Json.Obj missing(Json.Obj object, String field, Json value) {
    return object.get(field).filter(found -> !(found instanceof Json.Null)).isPresent()
        ? object
        : object.with(field, value);
  }
}

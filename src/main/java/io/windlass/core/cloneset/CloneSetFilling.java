package io.windlass.core.cloneset;

import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.podspec.PodSpecDefaults;
import io.windlass.core.podspec.VolumeDefaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fills defaults into a CloneSet of {@code v1alpha1}. Those of templates are filled in only when a
 * template is new or changed: a later release of Kubernetes knows more of them, and a template that
 * changed by itself would have all pods made anew. Stateless; filling twice changes nothing.
 */
record CloneSetFilling(Features features) {
  private static final Map<String, Json> OF_UPDATES =
      new TreeMap<>(
          Map.of(
              "partition", Json.of(0), "maxUnavailable", Json.of("20%"), "maxSurge", Json.of(0)));

  /** The object with what is missing or null filled in. */
  Json.Obj fill(Json.Obj object, Optional<Json.Obj> before) {
    Json.Obj spec = object.object("spec");
    Json.Obj filled = missing(spec, "replicas", Json.of(CloneSetDefaults.REPLICAS));
    filled = missing(filled, "revisionHistoryLimit", Json.of(CloneSetDefaults.HISTORY_LIMIT));
    filled = filled.with("updateStrategy", strategy(filled.object("updateStrategy")));
    if (!features.isOn(Feature.TEMPLATE_NO_DEFAULTS)) {
      filled = changed(filled, before, "template") ? template(filled) : filled;
      filled = changed(filled, before, "volumeClaimTemplates") ? claims(filled) : filled;
    }
    return object.with("spec", filled);
  }

  private static boolean changed(Json.Obj spec, Optional<Json.Obj> before, String field) {
    return before.map(old -> !old.at("spec", field).equals(spec.at(field))).orElse(true);
  }

  private static Json.Obj strategy(Json.Obj strategy) {
    Json.Obj filled = missing(strategy, "type", Json.of("ReCreate"));
    String type = filled.text("type").orElse("");
    if (type.equals("OnDelete")) {
      return filled;
    }
    for (Map.Entry<String, Json> field : OF_UPDATES.entrySet()) {
      filled = missing(filled, field.getKey(), field.getValue());
    }
    return type.startsWith("InPlace")
        ? missing(filled, "inPlaceUpdateStrategy", Json.Obj.EMPTY)
        : filled;
  }

  private Json.Obj template(Json.Obj spec) {
    if (!(spec.get("template").orElse(Json.Null.VALUE) instanceof Json.Obj template)) {
      return spec;
    }
    Json.Obj filled = PodSpecDefaults.fillTemplate(template);
    return spec.with(
        "template",
        features.isOn(Feature.HOST_PORTS_IN_TEMPLATES)
            ? PodSpecDefaults.fillHostPortsOfTemplate(filled)
            : filled);
  }

  private static Json.Obj claims(Json.Obj spec) {
    List<Json> claims = spec.items("volumeClaimTemplates");
    return claims.isEmpty()
        ? spec
        : spec.with(
            "volumeClaimTemplates",
            Json.of(
                claims.stream()
                    .map(claim -> claim instanceof Json.Obj o ? VolumeDefaults.fillClaim(o) : claim)
                    .toList()));
  }

  private static Json.Obj missing(Json.Obj object, String field, Json value) {
    return object.get(field).filter(found -> !(found instanceof Json.Null)).isPresent()
        ? object
        : object.with(field, value);
  }
}

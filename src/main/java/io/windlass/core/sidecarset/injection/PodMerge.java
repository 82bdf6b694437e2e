package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.injection.Luggage.Piece;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what SidecarSets bring along into the spec of a pod. Used for one pod, by one thread. */
record PodMerge(boolean sorted, List<String> warnings) {
  private static final Comparator<Piece> BY_NAME =
      Comparator.comparing(piece -> piece.json().text("name").orElse(""));

  Json.Obj merged(Json.Obj spec, Luggage luggage) {
    Json.Obj merged =
        withContainers(spec, "initContainers", luggage.initContainers().values(), true);
    merged = withContainers(merged, "containers", luggage.containers().values(), sorted);
    merged = withVolumes(merged, luggage);
    return withSecrets(merged, luggage);
  }

  private Json.Obj withContainers(
      Json.Obj spec, String list, Collection<Piece> pieces, boolean byName) {
    if (pieces.isEmpty()) {
      return spec;
    }
    List<Piece> ordered = new ArrayList<>(pieces);
    if (byName) {
      ordered.sort(BY_NAME);
    }
    List<Json> own = new ArrayList<>(spec.items(list));
    Map<String, Integer> places = places(own);
    List<Json> all = new ArrayList<>();
    List<Json> behind = new ArrayList<>();
    for (Piece piece : ordered) {
      Integer place = places.get(piece.json().text("name").orElse(""));
      if (place != null) {
        replace(own, place, piece);
      } else {
        (piece.before() ? all : behind).add(piece.json());
      }
    }
    all.addAll(own);
    all.addAll(behind);
    return spec.with(list, Json.of(all));
  }

  private static Map<String, Integer> places(List<Json> items) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      int place = i;
      items.get(i).text("name").ifPresent(name -> places.put(name, place));
    }
    return places;
  }

  private void replace(List<Json> own, int place, Piece piece) {
    Json.Obj before = (Json.Obj) own.set(place, piece.json());
    boolean isOurs =
        AppPod.variable(before, SidecarSetKeys.INJECTED_VARIABLE)
            .flatMap(variable -> variable.text("value"))
            .filter("true"::equals)
            .isPresent();
    if (!isOurs) {
      warnings.add(
          "container %s of the pod is replaced by that of SidecarSet %s"
              .formatted(piece.json().text("name").orElse(""), piece.owner()));
    }
  }

  private Json.Obj withVolumes(Json.Obj spec, Luggage luggage) {
    if (luggage.volumes().isEmpty()) {
      return spec;
    }
    List<Json> all = new ArrayList<>(spec.items("volumes"));
    Map<String, Integer> places = places(all);
    luggage
        .volumes()
        .forEach(
            (name, piece) -> {
              Integer place = places.get(name);
              if (place == null) {
                all.add(piece.json());
              } else if (!all.get(place).equals(piece.json())) {
                warnings.add(
                    "volume %s of the pod is used in place of that of SidecarSet %s"
                        .formatted(name, piece.owner()));
              }
            });
    return spec.with("volumes", Json.of(all));
  }

  private static Json.Obj withSecrets(Json.Obj spec, Luggage luggage) {
    if (luggage.secrets().isEmpty()) {
      return spec;
    }
    List<Json> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Json secret : spec.items("imagePullSecrets")) {
      if (names.add(secret.text("name").orElse(""))) {
        all.add(secret);
      }
    }
    luggage
        .secrets()
        .forEach(
            (name, secret) -> {
              if (names.add(name)) {
                all.add(secret);
              }
            });
    return spec.with("imagePullSecrets", Json.of(all));
  }
}

package io.windlass.core.sidecarset.injection;

import static io.windlass.core.sidecarset.Sets.json;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.sidecarset.Sets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pods that are about to be created, and SidecarSets for them, in short forms. */
final class Pods {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.6Z");
  private static final String MAIN =
      "{'metadata':{'name':'p','labels':{'app':'a'}},'spec':{'containers':[{'name':'main','image':'m:1'}]}}";

  private Pods() {}

  /** A pod of app a with one container, and a merge patch. */
  static Json.Obj pod(String edit) {
    return (Json.Obj) JsonMerge.apply(json(MAIN), json(edit));
  }

  static Newcomer newcomer(Json.Obj pod) {
    Map<String, String> labels = Map.of("kubernetes.io/metadata.name", "n", "team", "t");
    return new Newcomer(pod, "n", Optional.of(labels), "n/p", NOW, false);
  }

  /** SidecarSets by name and the edit of the log agent's spec: {@code {'x':{...},'y':{...}}}. */
  static List<PreparedSet> sets(String edits) {
    List<PreparedSet> sets = new ArrayList<>();
    json(edits).fields().forEach((name, edit) -> sets.add(set(name, (Json.Obj) edit)));
    return sets;
  }

  /** A SidecarSet; {@code metadata} and {@code status} are taken out of the edit. */
  static PreparedSet set(String name, Json.Obj edit) {
    Json.Obj spec =
        (Json.Obj) JsonMerge.apply(Sets.spec("{}"), edit.without("metadata").without("status"));
    Json.Obj object =
        Json.Obj.EMPTY
            .with("metadata", edit.object("metadata"))
            .with("status", edit.object("status"))
            .with("spec", spec);
    return obeyed(PreparedSet.of(Sets.stored(name, object), Optional.empty()));
  }

  /** Rows name what they are about, which need not be all that a SidecarSet must have. */
  private static PreparedSet obeyed(PreparedSet set) {
    return new PreparedSet(
        set.set(),
        set.spec(),
        set.hash(),
        set.revision(),
        set.initContainers(),
        set.containers(),
        set.sidecars(),
        set.names(),
        "");
  }

  static Injection inject(Json.Obj pod, List<PreparedSet> sets) {
    return Injector.inject(newcomer(pod), sets, (_, _) -> Optional.empty());
  }

  /** The pod that comes of it. */
  static Json.Obj result(Json.Obj pod, Injection injection) {
    return switch (injection) {
      case Injection.Injected(Json.Obj wanted, _) -> wanted;
      case Injection.Unchanged(_) -> pod;
      case Injection.Refused(String because, _) -> throw new AssertionError(because);
    };
  }

  static Json.Obj injected(String pod, String sets) {
    return injected(pod, sets(sets));
  }

  static Json.Obj injected(String pod, List<PreparedSet> sets) {
    Json.Obj found = pod(pod);
    return result(found, inject(found, sets));
  }

  /** Names with images of a list of containers: {@code log=log:1 main=m:1}. */
  static String containers(Json.Obj pod, String list) {
    return pod.items("spec", list).stream()
        .map(c -> c.text("name").orElse("?") + "=" + c.text("image").orElse("?"))
        .collect(Collectors.joining(" "));
  }

  static Json container(Json.Obj pod, String name) {
    return Stream.of("initContainers", "containers")
        .flatMap(list -> pod.items("spec", list).stream())
        .filter(c -> c.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container " + name + " in " + pod));
  }

  /** What entries of a list of a container or a pod are called there: {@code a b}. */
  static String names(Json parent, String list, String field) {
    return parent.items(list).stream()
        .map(entry -> entry.text(field).orElse("?"))
        .collect(Collectors.joining(" "));
  }
}

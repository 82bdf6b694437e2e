package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.catalogue.WorkloadEntry;
import io.windlass.oam.model.Characteristics;
import io.windlass.oam.model.Kind;
import java.util.Map;

/**
 * What can be said of a workload of any kind: the catalogue's word, ours, or what its shape says.
 */
public final class KnownKinds {
  private static final Characteristics DAEMON = new Characteristics(false, true, true, true);
  private static final Characteristics FLEET = new Characteristics(true, true, true, true);
  private static final Characteristics BATCH = new Characteristics(true, false, false, true);
  private static final Map<String, Characteristics> KNOWN =
      Map.of(
          "apps.kruise.io.CloneSet", FLEET,
          "apps.kruise.io.StatefulSet", FLEET,
          "apps.kruise.io.DaemonSet", DAEMON,
          "apps.Deployment", FLEET,
          "apps.StatefulSet", FLEET,
          "apps.ReplicaSet", FLEET,
          "apps.DaemonSet", DAEMON,
          "batch.Job", BATCH,
          "openfaas.com.Function", new Characteristics(true, true, false, false));

  private KnownKinds() {}

  /** The characteristics of an object. */
  public static Characteristics characteristics(Json.Obj object, Catalogue catalogue) {
    Kind kind = Kind.of(object);
    return catalogue
        .workloadOf(kind)
        .map(WorkloadEntry::characteristics)
        .orElseGet(
            () -> {
              Characteristics known = KNOWN.get(kind.group() + "." + kind.kind());
              return known == null ? byShape(object) : known;
            });
  }

  /** Anything that has a pod template is one; anything that has replicas has copies. */
  private static Characteristics byShape(Json.Obj object) {
    boolean pods = !object.items("spec", "template", "spec", "containers").isEmpty();
    boolean copies = object.number("spec", "replicas").isPresent();
    boolean ports =
        object.items("spec", "template", "spec", "containers").stream()
            .anyMatch(container -> !container.items("ports").isEmpty());
    return new Characteristics(copies, pods || copies, ports, pods);
  }
}

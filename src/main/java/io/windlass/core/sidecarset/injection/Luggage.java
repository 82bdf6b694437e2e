package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that SidecarSets bring along for one pod, before it is put into the pod. Of two things
 * with one name the first counts. Used by one thread.
 */
final class Luggage {
  private final Map<String, Piece> initContainers = new LinkedHashMap<>();
  private final Map<String, Piece> containers = new LinkedHashMap<>();
  private final Map<String, Piece> volumes = new LinkedHashMap<>();
  private final Map<String, Json> secrets = new LinkedHashMap<>();
  private final List<PreparedSet> owners = new ArrayList<>();
  private final Set<String> twins = new HashSet<>();

  /**
   * A thing for the pod.
   *
   * @param before whether it goes in front of the pod's own
   */
  record Piece(Json.Obj json, boolean before, String owner) {}

  /** Adds what pods get of a sidecar; whether anything of it was not there yet. */
  boolean add(Sidecar sidecar, boolean initial, List<Json.Obj> inPod, String owner) {
    boolean added = false;
    for (Json.Obj container : inPod) {
      Piece piece = new Piece(container, sidecar.own().before(), owner);
      String name = container.text("name").orElse("");
      added |= (initial ? initContainers : containers).putIfAbsent(name, piece) == null;
    }
    if (added) {
      sidecar.volumes().forEach(volume -> addVolume(volume, owner));
      if (sidecar.twins()) {
        twins.add(sidecar.own().name());
      }
    }
    return added;
  }

  private void addVolume(Json volume, String owner) {
    if (volume instanceof Json.Obj object) {
      volumes.putIfAbsent(object.text("name").orElse(""), new Piece(object, false, owner));
    }
  }

  /** Notes that containers of a SidecarSet are among these. */
  void own(PreparedSet set) {
    owners.add(set);
    set.spec().pullSecrets().forEach(s -> secrets.putIfAbsent(s.text("name").orElse(""), s));
  }

  boolean isEmpty() {
    return owners.isEmpty();
  }

  Map<String, Piece> initContainers() {
    return initContainers;
  }

  Map<String, Piece> containers() {
    return containers;
  }

  Map<String, Piece> volumes() {
    return volumes;
  }

  Map<String, Json> secrets() {
    return secrets;
  }

  /** The SidecarSets, in the order of their names. */
  List<PreparedSet> owners() {
    return owners;
  }

  /** The names of containers of which there are two. */
  Set<String> twins() {
    return twins;
  }
}

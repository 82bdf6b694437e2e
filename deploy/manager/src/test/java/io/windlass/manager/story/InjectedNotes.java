package io.windlass.manager.story;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.InjectionRecord;
import io.windlass.core.sidecarset.InjectionRecords;
import io.windlass.core.sidecarset.SidecarContainer;
import io.windlass.core.sidecarset.SidecarSetDefaults;
import io.windlass.core.sidecarset.SidecarSetHash;
import io.windlass.core.sidecarset.SidecarSetKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What admission puts into a pod for a SidecarSet. Stateless. */
final class InjectedNotes {
  private InjectedNotes() {}

  /** The annotations. */
  static Map<String, String> of(Json.Obj set) {
    String name = set.text("metadata", "name").orElseThrow();
    SidecarSetHash hash = SidecarSetHash.recorded(Map.of(), set.object("spec"));
    String revision = set.text("status", "latestRevision").orElse("");
    Map<String, String> notes = new TreeMap<>();
    notes.put(SidecarSetKeys.HASH, records(set, name, hash.all(), revision));
    notes.put(SidecarSetKeys.HASH_WITHOUT_IMAGE, records(set, name, hash.withoutImage(), ""));
    notes.put(SidecarSetKeys.INJECTED, name);
    Json.Obj working = Json.Obj.EMPTY;
    for (SidecarContainer sidecar : sidecars(set)) {
      if (sidecar.hot()) {
        String first = SidecarSetKeys.firstTwin(sidecar.name());
        String second = SidecarSetKeys.secondTwin(sidecar.name());
        working = working.with(sidecar.name(), first);
        notes.put(SidecarSetKeys.VERSION + first, "1");
        notes.put(SidecarSetKeys.OTHER_VERSION + first, "0");
        notes.put(SidecarSetKeys.VERSION + second, "0");
        notes.put(SidecarSetKeys.OTHER_VERSION + second, "1");
      }
    }
    if (!working.fields().isEmpty()) {
      notes.put(SidecarSetKeys.WORKING, JsonText.canonical(working));
    }
    return notes;
  }

  private static String records(Json.Obj set, String name, String hash, String revision) {
    List<String> names = sidecars(set).stream().map(SidecarContainer::name).sorted().toList();
    InjectionRecord record =
        new InjectionRecord("2026-01-01T00:00:00Z", hash, name, names, revision);
    return new InjectionRecords(new TreeMap<>(Map.of(name, record))).text();
  }

  private static List<SidecarContainer> sidecars(Json.Obj set) {
    return SidecarSetDefaults.fill(Map.of(), set.object("spec")).containers();
  }

  /** The containers, with the app's behind them. */
  static List<Object> containers(Json.Obj set) {
    List<Object> containers = new ArrayList<>();
    for (SidecarContainer sidecar : sidecars(set)) {
      if (sidecar.hot()) {
        containers.add(
            container(sidecar, SidecarSetKeys.firstTwin(sidecar.name()), sidecar.image()));
        containers.add(
            container(sidecar, SidecarSetKeys.secondTwin(sidecar.name()), sidecar.emptyImage()));
      } else {
        containers.add(container(sidecar, sidecar.name(), sidecar.image()));
      }
    }
    containers.add(Map.of("name", "main", "image", "shop:1"));
    return containers;
  }

  private static Object container(SidecarContainer sidecar, String name, String image) {
    Json.Obj container = sidecar.container().with("name", name).with("image", image);
    return Serialization.unmarshal(JsonText.canonical(container), Object.class);
  }
}

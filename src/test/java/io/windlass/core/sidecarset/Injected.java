package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.testing.Pods;
import java.util.Map;
import java.util.TreeMap;

/** Gives pods of tests the sidecars and the notes that admission gives them. */
final class Injected {
  static final String TIME = "2026-01-01T00:00:00Z";

  private Injected() {}

  static void into(Pods pod, SidecarSetView set) {
    SidecarSetSpec spec = set.filled();
    Json.Obj working = Json.Obj.EMPTY;
    for (SidecarContainer sidecar : spec.containers()) {
      if (sidecar.hot()) {
        String first = SidecarSetKeys.firstTwin(sidecar.name());
        String second = SidecarSetKeys.secondTwin(sidecar.name());
        pod.image(first, sidecar.image()).image(second, sidecar.emptyImage());
        pod.annotation(SidecarSetKeys.VERSION + first, "1")
            .annotation(SidecarSetKeys.OTHER_VERSION + first, "0")
            .annotation(SidecarSetKeys.VERSION + second, "0")
            .annotation(SidecarSetKeys.OTHER_VERSION + second, "1");
        working = working.with(sidecar.name(), first);
      } else {
        pod.image(sidecar.name(), sidecar.image());
      }
    }
    if (!working.fields().isEmpty()) {
      pod.annotation(SidecarSetKeys.WORKING, JsonText.canonical(working));
    }
    SidecarSetHash hash = SidecarSetHash.recorded(set.meta().annotations(), set.spec());
    pod.annotation(SidecarSetKeys.HASH, records(set, hash.all(), set.latestRevision()))
        .annotation(SidecarSetKeys.HASH_WITHOUT_IMAGE, records(set, hash.withoutImage(), ""))
        .annotation(SidecarSetKeys.INJECTED, set.name());
  }

  private static String records(SidecarSetView set, String hash, String revision) {
    InjectionRecord record =
        new InjectionRecord(
            TIME,
            hash,
            set.name(),
            set.filled().containers().stream().map(SidecarContainer::name).sorted().toList(),
            revision);
    return new InjectionRecords(new TreeMap<>(Map.of(set.name(), record))).text();
  }
}

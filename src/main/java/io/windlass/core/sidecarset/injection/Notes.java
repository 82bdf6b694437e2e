package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.InjectionRecord;
import io.windlass.core.sidecarset.InjectionRecords;
import io.windlass.core.sidecarset.SidecarSetKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The annotations that say what was injected. What is there already of other SidecarSets stays.
 * Used for one pod, by one thread.
 */
record Notes(Map<String, String> before, Instant now, List<String> warnings) {
  /** The annotations that are to be set. */
  Map<String, String> of(Luggage luggage) {
    Map<String, String> notes = new TreeMap<>();
    NavigableMap<String, InjectionRecord> hashes = records(SidecarSetKeys.HASH);
    NavigableMap<String, InjectionRecord> withoutImages =
        records(SidecarSetKeys.HASH_WITHOUT_IMAGE);
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    NavigableSet<String> names = new TreeSet<>();
    for (String name : before.getOrDefault(SidecarSetKeys.INJECTED, "").split(",", -1)) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    for (PreparedSet set : luggage.owners()) {
      names.add(set.name());
      add(
          hashes,
          new InjectionRecord(time, set.hash().all(), set.name(), set.sidecars(), set.revision()));
      add(
          withoutImages,
          new InjectionRecord(time, set.hash().withoutImage(), set.name(), set.sidecars(), ""));
    }
    notes.put(SidecarSetKeys.HASH, new InjectionRecords(hashes).text());
    notes.put(SidecarSetKeys.HASH_WITHOUT_IMAGE, new InjectionRecords(withoutImages).text());
    notes.put(SidecarSetKeys.INJECTED, String.join(",", names));
    twins(luggage, notes);
    return notes;
  }

  private NavigableMap<String, InjectionRecord> records(String key) {
    Optional<InjectionRecords> records = InjectionRecords.parse(before.getOrDefault(key, ""));
    if (records.isEmpty()) {
      warnings.add("annotation " + key + " of the pod could not be read and is written anew");
    }
    return new TreeMap<>(records.orElse(InjectionRecords.NONE).bySet());
  }

  /** A record that says the same keeps its time, so that asking twice changes nothing. */
  private static void add(NavigableMap<String, InjectionRecord> records, InjectionRecord record) {
    boolean isThere =
        Optional.ofNullable(records.get(record.sidecarSet()))
            .filter(old -> !old.updatedAt().isEmpty() && old.sameButForTime(record))
            .isPresent();
    if (!isThere) {
      records.put(record.sidecarSet(), record);
    }
  }

  private void twins(Luggage luggage, Map<String, String> notes) {
    if (luggage.twins().isEmpty()) {
      return;
    }
    Json.Obj working =
        JsonText.tryParse(before.getOrDefault(SidecarSetKeys.WORKING, "")).orElse(Json.Null.VALUE)
                instanceof Json.Obj object
            ? object
            : Json.Obj.EMPTY;
    for (String name : luggage.twins()) {
      String first = SidecarSetKeys.firstTwin(name);
      String second = SidecarSetKeys.secondTwin(name);
      working = working.with(name, first);
      notes.put(SidecarSetKeys.VERSION + first, "1");
      notes.put(SidecarSetKeys.OTHER_VERSION + first, "0");
      notes.put(SidecarSetKeys.VERSION + second, "0");
      notes.put(SidecarSetKeys.OTHER_VERSION + second, "1");
    }
    notes.put(SidecarSetKeys.WORKING, JsonText.canonical(working));
  }
}

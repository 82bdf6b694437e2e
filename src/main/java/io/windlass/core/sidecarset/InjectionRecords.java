package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One of a pod's two hash annotations: a record for each SidecarSet by its name. Immutable.
 *
 * @param bySet in ascending order of the names, which is that of the text
 */
public record InjectionRecords(NavigableMap<String, InjectionRecord> bySet) {
  /** Of a pod into which nothing was injected. */
  public static final InjectionRecords NONE = new InjectionRecords(new TreeMap<>());

  public InjectionRecords {
    bySet = new TreeMap<>(bySet);
  }

  /** Reads an annotation; empty if it is text that is none. The bare hashes of old pods count. */
  public static Optional<InjectionRecords> parse(String annotation) {
    if (annotation.isEmpty()) {
      return Optional.of(NONE);
    }
    if (!(JsonText.tryParse(annotation).orElse(Json.Null.VALUE) instanceof Json.Obj object)) {
      return Optional.empty();
    }
    NavigableMap<String, InjectionRecord> records = new TreeMap<>();
    for (Map.Entry<String, Json> entry : object.fields().entrySet()) {
      String set = entry.getKey();
      switch (entry.getValue()) {
        case Json.Text(String hash) -> records.put(set, InjectionRecord.ofHash(set, hash));
        case Json.Obj record -> records.put(set, InjectionRecord.read(set, record));
        case Json.Null _, Json.Bool _, Json.Num _, Json.Arr _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new InjectionRecords(records));
  }

  /** The annotation of a pod under a key; nothing if it is missing or cannot be read. */
  public static InjectionRecords of(Map<String, String> annotations, String key) {
    return parse(annotations.getOrDefault(key, "")).orElse(NONE);
  }

  /** What is recorded of a SidecarSet. */
  public Optional<InjectionRecord> of(String sidecarSet) {
    return Optional.ofNullable(bySet.get(sidecarSet));
  }

  /** The recorded hash of a SidecarSet, empty text if there is none. */
  public String hash(String sidecarSet) {
    return of(sidecarSet).map(InjectionRecord::hash).orElse("");
  }

  /** These and one more, or in place of the one of its name. */
  public InjectionRecords with(InjectionRecord record) {
    NavigableMap<String, InjectionRecord> changed = new TreeMap<>(bySet);
    changed.put(record.sidecarSet(), record);
    return new InjectionRecords(changed);
  }

  /** The annotation. */
  public String text() {
    StringBuilder out = new StringBuilder("{");
    bySet.forEach(
        (name, record) -> {
          out.append(out.length() == 1 ? "" : ",");
          JsonText.quote(name, out);
          out.append(':');
          record.write(out);
        });
    return out.append('}').toString();
  }
}

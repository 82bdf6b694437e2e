package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a claim is filled from: the older {@code dataSource} and the newer {@code dataSourceRef},
 * which say the same. Stateless.
 *
 * @see <a
 *     href="https://github.com/kubernetes/enhancements/tree/master/keps/sig-storage/1495-volume-populators">
 *     KEP 1495</a>
 */
final class DataSourceRules {
  private static final String CLAIM = "PersistentVolumeClaim";

  private DataSourceRules() {}

  /** Drops what the older field cannot say, and makes both fields say the same. */
  static void prepare(ObjectNode spec, JsonNode before) {
    boolean used = before.has("dataSource") || before.has("dataSourceRef");
    if (!used && !spec.has("dataSourceRef") && !isOfOldKind(spec.path("dataSource"))) {
      spec.remove("dataSource");
    }
    copy(spec, "dataSource", "dataSourceRef");
    copy(spec, "dataSourceRef", "dataSource");
  }

  private static boolean isOfOldKind(JsonNode source) {
    String group = source.path("apiGroup").asText("");
    String kind = source.path("kind").asText();
    boolean claim = (group.isEmpty() || group.equals("null")) && kind.equals(CLAIM);
    return claim || (group.equals("snapshot.storage.k8s.io") && kind.equals("VolumeSnapshot"));
  }

  private static void copy(ObjectNode spec, String from, String to) {
    if (spec.path(from) instanceof ObjectNode source && !spec.has(to)) {
      ObjectNode copied = spec.putObject(to);
      for (String field : List.of("apiGroup", "kind", "name")) {
        if (source.has(field)) {
          copied.set(field, source.get(field));
        }
      }
    }
  }

  static void validate(At spec, FaultList faults) {
    At older = spec.field("dataSource");
    At newer = spec.field("dataSourceRef");
    List.of(older, newer).stream().filter(At::isSet).forEach(source -> source(source, faults));
    if (!older.isSet() || !newer.isSet()) {
      return;
    }
    boolean same =
        List.of("apiGroup", "kind", "name").stream()
            .allMatch(f -> older.field(f).text().equals(newer.field(f).text()));
    if (!same) {
      faults.invalid(spec, "dataSource", "must match dataSourceRef");
    }
  }

  private static void source(At source, FaultList faults) {
    faults.present(source.field("name"));
    faults.present(source.field("kind"));
    At group = source.field("apiGroup");
    if (!group.isBlank()) {
      faults.format(group, Names::subdomain);
    } else if (!source.field("kind").text().equals(CLAIM)) {
      faults.invalid(
          source,
          source.field("kind").text(),
          "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
    }
  }
}

package io.windlass.devcluster.differ;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run has found, as text: findings of the same kind together, the most frequent first. */
final class Report {
  private static final int EXAMPLES = Integer.getInteger("differ.examples", 3);

  private Report() {}

  static String of(List<Finding> findings, KnownDifferences known) {
    Map<String, List<Finding>> kinds =
        findings.stream()
            .collect(
                Collectors.groupingBy(Finding::signature, LinkedHashMap::new, Collectors.toList()));
    List<Map.Entry<String, List<Finding>>> sorted = new ArrayList<>(kinds.entrySet());
    sorted.sort(Comparator.comparingInt(e -> -e.getValue().size()));
    StringBuilder text = new StringBuilder();
    text.append("%d findings of %d kinds%n".formatted(findings.size(), kinds.size()));
    text.append("known: %s%nrows that matched nothing: %s%n".formatted(known.hits(), known.idle()));
    sorted.forEach(e -> text.append(kind(e.getKey(), e.getValue())));
    return text.toString();
  }

  /** One kind of finding: in which lanes, and an example of each of the first three. */
  private static String kind(String signature, List<Finding> findings) {
    Map<String, List<Finding>> lanes =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.step().lane(), LinkedHashMap::new, Collectors.toList()));
    String examples =
        lanes.values().stream()
            .limit(EXAMPLES)
            .map(of -> of.getFirst().toString())
            .collect(Collectors.joining());
    return "%n=== %d x %s in %s%n%s"
        .formatted(findings.size(), signature, String.join(" ", lanes.keySet()), examples);
  }
}

package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One request whose answers differ.
 *
 * @param index of the step in its lane
 * @param ours the answer of this cluster as it came
 */
record Finding(
    int index, Step step, List<Difference> differences, ObjectNode ours, ObjectNode theirs) {

  /** What findings of the same kind have in common. */
  String signature() {
    String places =
        differences.stream()
            .map(d -> d.where().replaceAll("/\\d+", "/#"))
            .distinct()
            .limit(3)
            .collect(Collectors.joining(" "));
    String codes =
        differences.stream()
            .filter(d -> d.where().equals("/code"))
            .findFirst()
            .map(d -> d.ours() + " not " + d.theirs())
            .orElse("");
    return "%s %s %s %s".formatted(step.verb(), step.type(), codes, places);
  }

  Finding with(List<Difference> others) {
    return new Finding(index, step, others, ours, theirs);
  }

  /** Whether the two clusters may hold different objects from now on. */
  boolean isOfState() {
    return !differences.isEmpty()
        && step.writes()
        && !(step.name().isEmpty() && step.verb().equals("DELETE"))
        && !(isRefused(ours) && isRefused(theirs));
  }

  private static boolean isRefused(ObjectNode answer) {
    return answer.has("error") || answer.path("status").asText().equals("Failure");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("#%d %s%n".formatted(index, step.summary()));
    if (!step.body().isEmpty()) {
      text.append("  body    %s%n".formatted(brief(step.body())));
    }
    differences.forEach(d -> text.append("  differs %s%n".formatted(d)));
    text.append("  ours    %s%n".formatted(brief(ours.toString())));
    text.append("  theirs  %s%n".formatted(brief(theirs.toString())));
    return text.toString();
  }

  private static String brief(String text) {
    return text.length() > 1500 ? text.substring(0, 1500) + "..." : text;
  }
}

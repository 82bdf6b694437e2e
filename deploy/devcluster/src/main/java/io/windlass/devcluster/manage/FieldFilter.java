package io.windlass.devcluster.manage;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Which of the fields that a request names it can own at all. Thread-safe. */
public interface FieldFilter extends UnaryOperator<FieldSet> {
  /** All fields. */
  FieldFilter ALL = fields -> fields;

  /** All but some and what is below them. */
  static FieldFilter without(List<List<String>> paths) {
    FieldSet reset = FieldSet.ofNames(paths);
    return fields -> fields.recursiveDifference(reset);
  }

  /** Only fields on or below paths with these names; an empty set of names stands for any step. */
  static FieldFilter onlyAt(List<Set<String>> pattern) {
    return fields -> matching(fields, pattern);
  }

  private static FieldSet matching(FieldSet fields, List<Set<String>> pattern) {
    if (pattern.isEmpty() || fields.isEmpty()) {
      return fields;
    }
    Set<String> names = pattern.getFirst();
    List<Set<String>> rest = pattern.subList(1, pattern.size());
    FieldSet.Builder kept = new FieldSet.Builder();
    fields.forEachStep(
        (step, member, below) -> {
          if (names.isEmpty() || (step.isField() && names.contains(step.name()))) {
            kept.add(step, member, matching(below, rest));
          }
        });
    return kept.build();
  }
}

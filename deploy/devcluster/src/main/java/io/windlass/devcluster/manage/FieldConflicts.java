package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fields that an applier states otherwise than their owners. Immutable once made. */
final class FieldConflicts {
  private final Map<ManagerId, FieldSet> byOwner =
      new TreeMap<>(Comparator.comparing(ManagerId::sortKey));

  void add(ManagerId owner, FieldSet fields) {
    if (!fields.isEmpty()) {
      byOwner.put(owner, fields);
    }
  }

  boolean isEmpty() {
    return byOwner.isEmpty();
  }

  FieldSet fields() {
    return byOwner.values().stream().reduce(FieldSet.EMPTY, FieldSet::union);
  }

  /** What is left without some fields. */
  FieldConflicts without(FieldSet fields) {
    FieldConflicts left = new FieldConflicts();
    byOwner.forEach((owner, set) -> left.add(owner, set.difference(fields)));
    return left;
  }

  /** The 409 with a cause for each field and owner. */
  ApiException refusal() {
    List<Cause> causes = new ArrayList<>();
    StringBuilder listed = new StringBuilder();
    byOwner.forEach(
        (owner, set) -> {
          listed.append("conflicts with ").append(printed(owner)).append(":\n");
          set.forEachPath(
              path -> {
                causes.add(
                    new Cause(
                        "FieldManagerConflict", "conflict with " + printed(owner), text(path)));
                listed.append("- ").append(text(path)).append('\n');
              });
        });
    String all =
        causes.size() == 1
            ? "1 conflict: %s: %s".formatted(causes.getFirst().message(), causes.getFirst().field())
            : "%d conflicts: %s".formatted(causes.size(), listed.toString().strip());
    return new ApiException(409, "Conflict", "Apply failed with " + all, Subject.NONE, causes);
  }

  private static String text(List<PathElement> path) {
    StringBuilder text = new StringBuilder();
    path.forEach(text::append);
    return text.toString();
  }

  private static String printed(ManagerId owner) {
    StringBuilder text = new StringBuilder(quoted(owner.manager()));
    if (!owner.subresource().isEmpty()) {
      text.append(" with subresource ").append(quoted(owner.subresource()));
    }
    if (!owner.applies()) {
      text.append(" using ").append(owner.apiVersion());
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}

package io.windlass.manager.rollout;

import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The history of a CloneSet's templates. Stateless. */
public final class Revisions {
  private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

  private Revisions() {}

  /**
   * One template of the history.
   *
   * @param state {@code update} if pods are brought to it, {@code current} if they were of it
   *     before, else empty
   */
  public record Entry(
      long revision,
      String name,
      String state,
      long pods,
      List<String> images,
      String created,
      String changeCause) {}

  /** All that are kept, oldest first. */
  public static List<Entry> of(Workload workload) {
    return workload.revisions().stream().map(revision -> entry(workload, revision)).toList();
  }

  private static Entry entry(Workload workload, RevisionView revision) {
    return new Entry(
        revision.number(),
        revision.name(),
        state(workload, revision.name()),
        workload.podsOf(revision),
        revision.data().items("spec", "template", "spec", "containers").stream()
            .flatMap((Json container) -> container.text("image").stream())
            .toList(),
        revision.meta().createdAt().toString(),
        revision.meta().annotations().getOrDefault(CHANGE_CAUSE, ""));
  }

  private static String state(Workload workload, String name) {
    Json.Obj status = workload.cloneSet().status();
    if (status.text("updateRevision").equals(Optional.of(name))) {
      return "update";
    }
    return status.text("currentRevision").equals(Optional.of(name)) ? "current" : "";
  }

  /** Images in one cell. */
  public static String text(List<String> images) {
    return images.stream().collect(Collectors.joining(","));
  }
}

package io.windlass.core.autoscaling.survey;

import io.windlass.core.model.Json;
import io.windlass.core.model.Json.Obj;
import io.windlass.core.model.JsonText;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Who wrote the replicas of a workload, as its managed fields tell. Stateless. */
public final class ReplicasWriters {
  /** The field manager of an autoscaler. */
  public static final String OURS = "timed-pod-autoscaler";

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  // What scales by request of a user or of another scaler leaves nothing in a manifest.
  private static final Set<String> SCALERS = Set.of(OURS, "kube-controller-manager");

  private ReplicasWriters() {}

  /** Who keeps the field in a manifest. */
  public static Optional<String> inManifest(Obj workload) {
    Optional<String> applied =
        workload.items("metadata", "managedFields").stream()
            .filter(entry -> entry.text("operation").equals(Optional.of("Apply")))
            .filter(ReplicasWriters::ownsReplicas)
            .map(ReplicasWriters::writer)
            .filter(writer -> !SCALERS.contains(writer))
            .findFirst();
    return applied.or(
        () ->
            workload
                .text("metadata", "annotations", LAST_APPLIED)
                .filter(ReplicasWriters::hasReplicas)
                .map(_ -> "kubectl apply"));
  }

  /** Who, other than an autoscaler of ours, wrote the field last. */
  public static Optional<String> lastForeign(Obj workload) {
    return workload.items("metadata", "managedFields").stream()
        .filter(ReplicasWriters::ownsReplicas)
        .filter(entry -> !writer(entry).equals(OURS))
        .max(Comparator.comparing(entry -> entry.text("time").orElse("")))
        .map(ReplicasWriters::writer);
  }

  private static boolean ownsReplicas(Json entry) {
    return entry.at("fieldsV1", "f:spec", "f:replicas").isPresent();
  }

  private static String writer(Json entry) {
    return entry.text("manager").orElse("somebody");
  }

  private static boolean hasReplicas(String manifest) {
    try {
      return JsonText.parse(manifest).number("spec", "replicas").isPresent();
    } catch (IllegalArgumentException notOurs) {
      return false;
    }
  }
}

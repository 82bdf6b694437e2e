package io.windlass.core.cloneset;

import io.windlass.core.model.ResourceKind;
import io.windlass.core.version.FieldMapping;
import io.windlass.core.version.FieldPath;
import io.windlass.core.version.KeptAsText;
import io.windlass.core.version.KeptAsText.Form;
import io.windlass.core.version.Moved;
import io.windlass.core.version.Negated;
import io.windlass.core.version.TwoVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two versions of CloneSet. {@code v1beta1} is the hub; {@code v1alpha1} is what OpenKruise 1.9
 * serves, and what the planner and the validator read. Stateless.
 */
public final class CloneSetVersions {
  /** The hub as a type of the API. */
  public static final ResourceKind HUB =
      new ResourceKind("apps.kruise.io", "v1beta1", "CloneSet", "clonesets");

  /** A CloneSet of {@code v1alpha1} bears it to leave pods in preDelete out of its replicas. */
  public static final String EXCLUDE_PREPARING_DELETE =
      "apps.kruise.io/cloneset-scaling-exclude-preparing-delete";

  private static final String PRE_DOWNLOAD = "apps.kruise.io/image-predownload-";
  private static final String HUB_STRATEGY = "spec.updateStrategy.rollingUpdate.";
  private static final String IN_PLACE = HUB_STRATEGY + "inPlaceUpdateStrategy.";

  /** Both versions and the way from one to the other. */
  public static final TwoVersions ALL =
      new TwoVersions(
          HUB.apiVersion(),
          CloneSetKinds.CLONE_SET.apiVersion(),
          mappings(),
          "windlass.io/only-in-");

  private CloneSetVersions() {}

  private static List<FieldMapping> mappings() {
    List<FieldMapping> mappings = new ArrayList<>();
    mappings.add(new UpdateTypeMapping());
    Stream.of(
            "partition",
            "maxUnavailable",
            "maxSurge",
            "paused",
            "priorityStrategy",
            "scatterStrategy",
            "inPlaceUpdateStrategy")
        .map(field -> Moved.of(HUB_STRATEGY + field, "spec.updateStrategy." + field))
        .forEach(mappings::add);
    mappings.add(preDownload("Parallelism", "parallelism", Form.COUNT_OR_TEXT));
    mappings.add(preDownload("TimeoutSeconds", "timeout-seconds", Form.COUNT));
    mappings.add(preDownload("MinUpdatedReadyPods", "min-updated-ready-pods", Form.COUNT));
    mappings.add(
        new Negated(
            FieldPath.of("spec.scaleStrategy.enablePVCReuse"),
            FieldPath.of("spec.scaleStrategy.disablePVCReuse"),
            "If true, a pod that replaces one which somebody else deleted (kubectl, an eviction, a"
                + " lost node) gets new PersistentVolumeClaims. Defaults to false: it takes over"
                + " instance id and claims."));
    mappings.add(
        new KeptAsText(
            FieldPath.of("spec.scaleStrategy.excludePreparingDelete"),
            new FieldPath(List.of("metadata", "labels", EXCLUDE_PREPARING_DELETE)),
            Form.TRUE));
    return List.copyOf(mappings);
  }

  private static KeptAsText preDownload(String field, String annotation, Form form) {
    return new KeptAsText(
        FieldPath.of(IN_PLACE + "imagePreDownload" + field),
        new FieldPath(List.of("metadata", "annotations", PRE_DOWNLOAD + annotation)),
        form);
  }
}

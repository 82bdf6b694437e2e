package io.windlass.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.crds.autoscaling.TimedPodAutoscaler;
import io.windlass.crds.cloneset.CloneSet;
import io.windlass.crds.sidecarset.SidecarSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrdYamlTest {
  static final SchemaFinish CLONE_SET =
      new SchemaFinish(
          "A set of interchangeable pods that can be rolled to a new template in place.",
          List.of(
              "DESIRED",
              "UPDATED",
              "UPDATED_READY",
              "UPDATED_AVAILABLE",
              "READY",
              "TOTAL",
              "AGE",
              "CONTAINERS",
              "IMAGES",
              "SELECTOR"),
          Map.of("spec.updateStrategy.rollingUpdate.scatterStrategy", List.of("key", "value")),
          List.of("spec.scaleStrategy.podsToDelete"),
          List.of(
              "spec.updateStrategy.rollingUpdate.partition",
              "spec.updateStrategy.rollingUpdate.maxUnavailable",
              "spec.updateStrategy.rollingUpdate.maxSurge"),
          List.of("spec.updateStrategy.rollingUpdate.partition"));

  @Test
  void theHubIsWhatTheTypesSay() throws IOException {
    holds(
        Path.of("src/main/resources/io/windlass/crds/apps.kruise.io_clonesets.v1beta1.yaml"),
        CrdGenerator.yaml(CloneSet.class, CLONE_SET::apply));
  }

  @Test
  void theHubOfSidecarSetIsWhatTheTypesSay() throws IOException {
    holds(
        Path.of("src/main/resources/io/windlass/crds/apps.kruise.io_sidecarsets.v1beta1.yaml"),
        CrdGenerator.yaml(SidecarSet.class, SidecarSetFinish::apply));
  }

  @Test
  void theAutoscalerIsWhatTheTypesSay() throws IOException {
    holds(
        Path.of("autoscaling.windlass.io_timedpodautoscalers.yaml"),
        CrdGenerator.yaml(TimedPodAutoscaler.class, TimedPodAutoscalerFinish::apply));
  }

  private static void holds(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("windlass.crds.write")) {
      Files.writeString(file, generated);
    }
    assertThat(file)
        .as(
            "out of date; write it again with ./mvnw -pl crds test -Dtest=CrdYamlTest"
                + " -Dwindlass.crds.write=true")
        .content()
        .isEqualTo(generated);
  }
}

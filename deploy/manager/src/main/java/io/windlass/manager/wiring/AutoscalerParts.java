package io.windlass.manager.wiring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8EventSink;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.controllers.autoscaling.AutoscalerController;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.controllers.autoscaling.world.ClusterSurvey;
import io.windlass.runtime.apply.Brake;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What belongs to TimedPodAutoscalers. */
record AutoscalerParts(
    KubernetesClient client,
    Platform platform,
    RuntimeSettings settings,
    AutoscalerFigures figures) {
  private static final String COMPONENT = "timed-pod-autoscaler";
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration OLDEST_SURROUNDINGS = Duration.ofSeconds(30);
  private static final long MOST_REPLICAS = 5_000;

  /** What starts as soon as the cluster knows them and lets them be read. */
  Awaited<AutoscalerController> awaited(Term term) {
    return new Awaited<>(
        new Awaited.Part<>(
            "TimedPodAutoscalers",
            this::obstacle,
            () -> start(term),
            AutoscalerController::isHealthy,
            AutoscalerController::close),
        platform.scheduler());
  }

  private AutoscalerController start(Term term) {
    Fabric8Http writes = Fabric8Http.of(client, settings.requests().timeout());
    ClusterSurvey survey =
        ClusterSurvey.shared(
            JsonApi.of(client, READ_TIMEOUT),
            platform.ticker(),
            OLDEST_SURROUNDINGS,
            MOST_REPLICAS);
    Fabric8EventSink events =
        new Fabric8EventSink(writes, COMPONENT, new Brake("autoscaler writes", platform), platform);
    return AutoscalerController.start(
        client,
        new AutoscalerController.Settings(
            settings.scope().namespaces(),
            settings.requests().limits().rate(),
            settings.requests().timeout()),
        new AutoscalerController.Ports(platform, events, figures, survey, term));
  }

  private Optional<String> obstacle() {
    JsonApi api = JsonApi.of(client, READ_TIMEOUT);
    Set<String> namespaces = settings.scope().namespaces();
    String in =
        namespaces.stream().findFirst().map(it -> "/namespaces/" + JsonApi.segment(it)).orElse("");
    JsonReply reply =
        api.get("/apis/autoscaling.windlass.io/v1alpha1" + in + "/timedpodautoscalers?limit=1");
    return reply.isOk() ? Optional.empty() : Optional.of(reply.message());
  }
}

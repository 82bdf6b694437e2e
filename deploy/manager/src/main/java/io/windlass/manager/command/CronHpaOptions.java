package io.windlass.manager.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8EventSink;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.autoscaling.cronhpa.CronHpaController;
import io.windlass.core.autoscaling.spec.Zones;
import io.windlass.manager.cronhpa.CronHpaDefinition;
import io.windlass.manager.report.CommandFailure;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.apply.Brake;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Platform;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whether CronHPA's kind is served, and in which zone. */
public final class CronHpaOptions {
  private static final String COMPONENT = "cron-horizontal-pod-autoscaler";

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--serve-cronhpa",
      paramLabel = "ZONE",
      description =
          "Act on CronHorizontalPodAutoscalers too, in the time zone that their own controller had:"
              + " Asia/Shanghai, say (default: leave them alone).")
  private Optional<String> zone = Optional.empty();

  /** The zone; empty if the kind is not served. */
  Optional<ZoneId> zone() {
    return zone.map(
        name ->
            Zones.find(name)
                .orElseThrow(
                    () ->
                        new ParameterException(
                            spec.commandLine(), "--serve-cronhpa: " + Zones.refusal(name))));
  }

  /**
   * Makes sure that the cluster knows the kind, if it is served.
   *
   * @param install whether to create its definition where there is none
   */
  void require(KubernetesClient client, boolean install) {
    if (zone().isEmpty()) {
      return;
    }
    if (install) {
      CronHpaDefinition.install(client);
    } else if (!CronHpaDefinition.isServed(client)) {
      throw new CommandFailure(
          "the cluster at %s does not serve CronHorizontalPodAutoscalers"
              .formatted(client.getMasterUrl()),
          "Start the manager with --install-crds, or leave --serve-cronhpa out");
    }
  }

  /** Starts to act on them, if they are served. */
  Optional<CronHpaController> serve(
      KubernetesClient client, RuntimeSettings settings, Platform platform, Term term) {
    return zone()
        .map(
            it ->
                CronHpaController.start(
                    client,
                    new CronHpaController.Settings(it, settings.scope().namespaces()),
                    new CronHpaController.Ports(
                        platform, events(client, settings, platform), term)));
  }

  private static EventSink events(
      KubernetesClient client, RuntimeSettings settings, Platform platform) {
    return new Fabric8EventSink(
        Fabric8Http.of(client, settings.requests().timeout()),
        COMPONENT,
        new Brake("cronhpa events", platform),
        platform);
  }
}

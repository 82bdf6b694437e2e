package io.windlass.manager.command;

import io.windlass.manager.settings.AutoscalingSettings;
import io.windlass.manager.settings.AutoscalingSettings.HpaAnswer;
import io.windlass.manager.settings.FailurePolicy;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.LabelSelector;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.settings.WebhookSettings.ServiceName;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The settings of the webhooks as options. */
public final class WebhookOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--webhooks",
      description =
          "Serve and register the webhooks: refusals at apply time, version v1beta1, and sidecars"
              + " for new pods. Run 'windlass crds --single-version' before turning them off for"
              + " good.")
  private boolean served;

  @Option(
      names = "--webhook-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where to listen for API servers (default: ${DEFAULT-VALUE}).")
  private String address = "";

  @Option(
      names = "--webhook-port",
      paramLabel = "PORT",
      defaultValue = "9443",
      description = "Port of the same; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--webhook-service",
      paramLabel = "NAMESPACE/NAME",
      description =
          "Service, with port 443, through which API servers come (default: they come to the"
              + " address itself).")
  private Optional<String> service = Optional.empty();

  @Option(
      names = "--webhook-ready-service",
      paramLabel = "NAMESPACE/NAME",
      description =
          "The same for new pods, which only a manager can answer for that has read the cluster"
              + " (default: the Service above).")
  private Optional<String> readyService = Optional.empty();

  @Option(
      names = "--pod-webhook-failure-policy",
      paramLabel = "Ignore|Fail",
      defaultValue = "Ignore",
      description =
          "What becomes of a new pod if no manager answers: it is created without sidecars, and"
              + " named in the SidecarSet's status, or refused (default: ${DEFAULT-VALUE}).")
  private String podFailurePolicy = "";

  @Option(
      names = "--pod-webhook-timeout",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description =
          "How long a new pod waits for an answer, 1s to 30s (default: ${DEFAULT-VALUE}).")
  private Duration podTimeout = Duration.ZERO;

  @Option(
      names = "--pod-webhook-namespaces",
      paramLabel = "SELECTOR",
      defaultValue = "",
      description =
          "Labels of the namespaces whose pods can get sidecars, as for kubectl -l (default: all;"
              + " never kube-system and the lease's namespace).")
  private String podNamespaces = "";

  @Option(
      names = "--pod-webhook-pods",
      paramLabel = "SELECTOR",
      defaultValue = "",
      description = "Labels of the pods that can get sidecars, as for kubectl -l (default: all).")
  private String pods = "";

  @Option(
      names = "--max-replicas-limit",
      paramLabel = "COUNT",
      defaultValue = "5000",
      description =
          "The most replicas that a TimedPodAutoscaler may ask for, webhooks or not (default:"
              + " ${DEFAULT-VALUE}).")
  private long maxReplicasLimit;

  @Option(
      names = "--hpa-webhook",
      paramLabel = "Warn|Refuse",
      defaultValue = "Warn",
      description =
          "What becomes of a HorizontalPodAutoscaler on a workload that a TimedPodAutoscaler scales"
              + " (default: ${DEFAULT-VALUE}).")
  private HpaAnswer hpaAnswer = HpaAnswer.WARN;

  @Option(
      names = "--webhook-secret",
      paramLabel = "NAME",
      defaultValue = "windlass-webhook",
      description =
          "Secret in the lease's namespace with the certificate, made and renewed by the manager"
              + " (default: ${DEFAULT-VALUE}).")
  private String secret = "";

  /** The settings, checked. */
  public WebhookSettings settings() {
    try {
      return new WebhookSettings(
          served,
          address,
          port,
          service.map(ServiceName::parse),
          readyService.map(ServiceName::parse),
          secret,
          new InjectionSettings(
              FailurePolicy.parse(podFailurePolicy),
              podTimeout,
              LabelSelector.parse(podNamespaces),
              LabelSelector.parse(pods)),
          new AutoscalingSettings(maxReplicasLimit, hpaAnswer));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}

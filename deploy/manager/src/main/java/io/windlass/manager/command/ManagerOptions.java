package io.windlass.manager.command;

import io.windlass.controllers.adapter.fabric8.WantedEncoding;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.manager.settings.HealthSettings;
import io.windlass.manager.settings.LeadershipSettings;
import io.windlass.manager.settings.LeadershipSettings.LeaseName;
import io.windlass.manager.settings.Settings;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.manager.wiring.RuntimeSettings.Oam;
import io.windlass.manager.wiring.RuntimeSettings.Requests;
import io.windlass.manager.wiring.RuntimeSettings.Scope;
import io.windlass.runtime.apply.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The settings of a manager as options; the defaults are written here and nowhere else. */
public final class ManagerOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Work in this namespace only; may be given several times (default: all).")
  private List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--oam-environment",
      paramLabel = "NAME",
      description =
          "Environment of OAM applications: an object of this name, or a shipped one (default: the"
              + " only object there is, or public-cloud).")
  private Optional<String> oamEnvironment = Optional.empty();

  @Option(
      names = "--lease-namespace",
      paramLabel = "NAME",
      defaultValue = "kube-system",
      description = "Namespace of the Lease (default: ${DEFAULT-VALUE}).")
  private String leaseNamespace = "";

  @Option(
      names = "--lease-name",
      paramLabel = "NAME",
      defaultValue = "windlass-manager",
      description = "Name of the Lease (default: ${DEFAULT-VALUE}).")
  private String leaseName = "";

  @Option(
      names = "--lease-duration",
      paramLabel = "TIME",
      defaultValue = "15s",
      converter = DurationConverter.class,
      description = "How long others leave a silent leader alone (default: ${DEFAULT-VALUE}).")
  private Duration leaseDuration = Duration.ZERO;

  @Option(
      names = "--renew-deadline",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long a leader goes on without having renewed (default: ${DEFAULT-VALUE}).")
  private Duration renewDeadline = Duration.ZERO;

  @Option(
      names = "--retry-period",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description = "Pause between attempts to take or renew (default: ${DEFAULT-VALUE}).")
  private Duration retryPeriod = Duration.ZERO;

  @Option(
      names = "--api-qps",
      paramLabel = "N",
      defaultValue = "200",
      description = "Writes a second in the long run, shared fairly (default: ${DEFAULT-VALUE}).")
  private int writesPerSecond;

  @Option(
      names = "--api-burst",
      paramLabel = "N",
      defaultValue = "400",
      description = "Writes that may follow a pause at once (default: ${DEFAULT-VALUE}).")
  private int writesInBurst;

  @Option(
      names = "--no-rate-limit",
      description =
          "Send as fast as the API server takes it; its own fairness and 429 are the limit then.")
  private boolean unlimited;

  @Option(
      names = "--pod-encoding",
      paramLabel = "ENCODING",
      defaultValue = "auto",
      description =
          "How to read pods: json, protobuf, or auto for protobuf where the API server offers it"
              + " (default: ${DEFAULT-VALUE}).")
  private String podEncoding = "";

  @Option(
      names = "--feature-gates",
      paramLabel = "GATE=BOOL",
      split = ",",
      description =
          "Behaviour to switch, with OpenKruise's names and defaults; AllAlpha and AllBeta stand"
              + " for whole stages (default: none).")
  private List<String> featureGates = new ArrayList<>();

  @Option(
      names = "--cloneset-scaling-exclude-preparing-delete",
      description =
          "Replace pods whose deletion waits for a hook at once, in all CloneSets (default: only"
              + " where a CloneSet asks for it).")
  private boolean replacesPreDeleting;

  @Option(
      names = "--health-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where to serve /healthz, /readyz and /metrics (default: ${DEFAULT-VALUE}).")
  private String healthAddress = "";

  @Option(
      names = {"--metrics-port", "--health-port"},
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the same; 0 serves nothing (default: ${DEFAULT-VALUE}).")
  private int healthPort;

  /** The settings, checked; a contradiction among them is a usage error. */
  public Settings settings() {
    try {
      LeadershipSettings leadership =
          new LeadershipSettings(
              new LeaseName(leaseNamespace, leaseName), leaseDuration, renewDeadline, retryPeriod);
      RuntimeSettings defaults = RuntimeSettings.DEFAULT;
      RuntimeSettings runtime =
          new RuntimeSettings(
              new Scope(Set.copyOf(namespaces), encoding(), leaseNamespace),
              new Requests(leadership.requestTimeout(), limits()),
              defaults.work(),
              features(),
              new Oam(oamEnvironment, false));
      return new Settings(runtime, leadership, new HealthSettings(healthAddress, healthPort));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The gates that somebody set and that do not do what was said. */
  List<Feature> gatesSaidInVain() {
    return Features.saidInVain(featureGates);
  }

  private Features features() {
    Features features = Features.parse(featureGates);
    return replacesPreDeleting
        ? features.with(Feature.SCALING_EXCLUDES_PREPARING_DELETE)
        : features;
  }

  private WantedEncoding encoding() {
    return switch (podEncoding) {
      case "auto" -> WantedEncoding.AUTO;
      case "json" -> WantedEncoding.JSON;
      case "protobuf" -> WantedEncoding.PROTOBUF;
      default ->
          throw new IllegalArgumentException(
              "--pod-encoding is auto, json or protobuf, not " + podEncoding);
    };
  }

  private Limits limits() {
    return unlimited
        ? Limits.UNLIMITED
        : Limits.of(new Limits.Rate(writesPerSecond, writesInBurst));
  }
}

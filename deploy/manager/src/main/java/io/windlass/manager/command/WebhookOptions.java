package io.windlass.manager.command;

import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.settings.WebhookSettings.ServiceName;
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
          "Serve and register the webhooks: refusals at apply time, and version v1beta1 of"
              + " CloneSet. Run 'windlass crds --single-version' before turning them off for good.")
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
      return new WebhookSettings(served, address, port, service.map(ServiceName::parse), secret);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}

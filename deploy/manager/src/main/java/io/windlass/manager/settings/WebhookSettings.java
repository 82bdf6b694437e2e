package io.windlass.manager.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether and where webhooks are served.
 *
 * @param address to listen on
 * @param port to listen on; 0 takes any that is free, and serves only one manager
 * @param service through which API servers come; empty if they come to the address itself
 * @param readyService the same, of managers that are ready only; empty if that is the one above
 * @param secret name of the Secret with the certificate, in the Lease's namespace
 */
public record WebhookSettings(
    boolean isServed,
    String address,
    int port,
    Optional<ServiceName> service,
    Optional<ServiceName> readyService,
    String secret,
    InjectionSettings injection,
    AutoscalingSettings autoscaling) {
  /** No webhooks. */
  public static final WebhookSettings OFF =
      new WebhookSettings(
          false,
          "127.0.0.1",
          0,
          Optional.empty(),
          Optional.empty(),
          "windlass-webhook",
          InjectionSettings.DEFAULT,
          AutoscalingSettings.DEFAULT);

  public WebhookSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }

  /** Served at an address of this machine, the pods' webhook included. */
  public static WebhookSettings local(String secret, InjectionSettings injection) {
    return new WebhookSettings(
        true,
        "127.0.0.1",
        0,
        Optional.empty(),
        Optional.empty(),
        secret,
        injection,
        AutoscalingSettings.DEFAULT);
  }

  /** The same with other answers to autoscalers. */
  public WebhookSettings with(AutoscalingSettings other) {
    return new WebhookSettings(
        isServed, address, port, service, readyService, secret, injection, other);
  }

  /** Namespace and name of a Service; its port is 443. */
  public record ServiceName(String namespace, String name) {
    /** Reads {@code NAMESPACE/NAME}. */
    public static ServiceName parse(String text) {
      String[] parts = text.split("/", -1);
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw new IllegalArgumentException("a Service is NAMESPACE/NAME, not " + text);
      }
      return new ServiceName(parts[0], parts[1]);
    }
  }

  /** By which names API servers call the server. */
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    for (Optional<ServiceName> each : List.of(service, readyService)) {
      each.ifPresent(
          name -> {
            String host = name.name() + "." + name.namespace() + ".svc";
            names.addAll(Set.of(host, host + ".cluster.local"));
          });
    }
    return names.isEmpty() ? Set.of(address) : names;
  }
}

package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.core.model.Features;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.wiring.SidecarSetReading;
import io.windlass.runtime.port.Platform;
import java.io.IOException;
import java.util.Optional;

/**
 * All webhooks of one manager and what keeps the one for pods informed. Every replica has them,
 * whoever leads. Thread-safe.
 *
 * @param guardsOam whether OAM documents are asked about too
 */
public record ServedWebhooks(Webhooks webhooks, SidecarSetReading reading, boolean guardsOam)
    implements AutoCloseable {
  /**
   * What is served.
   *
   * @param home the manager's own namespace, with the Secret and the revisions of SidecarSets
   * @param environment the name of the Environment of OAM applications; empty for the only one
   */
  public record Setup(
      String home, WebhookSettings settings, Features features, Optional<String> environment) {
    /** Where the Environment needs no name. */
    public Setup(String home, WebhookSettings settings, Features features) {
      this(home, settings, features, Optional.empty());
    }
  }

  /**
   * Serves and registers; new pods are asked about as soon as everything has been read.
   *
   * @throws IOException if the address is taken
   */
  public static ServedWebhooks start(
      KubernetesClient client, Setup setup, Platform platform, AdmissionMetrics metrics)
      throws IOException {
    Sidecars sidecars = Sidecars.of(client, setup, platform);
    Fabric8Http http = Fabric8Http.of(client, Hooks.requestTimeout());
    AutoscalerHooks autoscalers =
        AutoscalerHooks.of(
            JsonApi.of(client, Hooks.requestTimeout()),
            platform.ticker(),
            setup.settings().autoscaling());
    OamHooks oam =
        OamHooks.of(
            JsonApi.of(client, Hooks.requestTimeout()), setup.environment(), platform.ticker());
    Hooks hooks = Hooks.of(setup.features(), http).with(sidecars, http).with(autoscalers).with(oam);
    Webhooks webhooks =
        Webhooks.start(
            client, setup.home(), setup.settings(), new Webhooks.Service(hooks, platform, metrics));
    return new ServedWebhooks(webhooks, sidecars.read(webhooks), !oam.hooks().isEmpty());
  }

  /** Whether they are served, with a valid certificate, and know what they have to. */
  public boolean isReady() {
    return webhooks.isServing() && reading.isFilled() && reading.isHealthy();
  }

  /** Has all objects stored in the hub version; done by the leader. */
  public void migrate() {
    webhooks.migrate();
  }

  @Override
  public void close() {
    webhooks.close();
    reading.close();
  }
}

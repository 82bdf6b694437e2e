package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.admission.AdmissionServer;
import io.windlass.controllers.adapter.admission.Capacity;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.tls.TlsIssuer;
import io.windlass.manager.tls.TlsMaterial;
import io.windlass.manager.tls.TlsSecret;
import io.windlass.runtime.port.Platform;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of one manager, served and registered; every replica serves, whoever leads. Looks
 * after the certificate and the registration from time to time. Thread-safe.
 */
public final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration CHECK_EVERY = Duration.ofHours(6);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final Parts parts;
  private final AdmissionServer server;
  private volatile TlsMaterial current;
  private volatile boolean asksAboutPods;
  private volatile boolean closed;

  private Webhooks(Parts parts, AdmissionServer server, TlsMaterial current) {
    this.parts = parts;
    this.server = server;
    this.current = current;
  }

  /** What webhooks are made of. */
  private record Parts(
      KubernetesClient client,
      WebhookSettings settings,
      Platform platform,
      TlsSecret secret,
      Registration registration,
      Hooks hooks) {}

  /**
   * Serves, then registers: nobody is sent to a door that is not open yet.
   *
   * @param namespace of the Secret
   * @throws IOException if the address is taken
   */
  public static Webhooks start(
      KubernetesClient client, String namespace, WebhookSettings settings, Service service)
      throws IOException {
    TlsSecret secret =
        new TlsSecret(
            client,
            new TlsSecret.Name(namespace, settings.secret()),
            new TlsIssuer(settings.names()));
    TlsMaterial material = secret.ensure(service.platform().ticker().now());
    AdmissionServer server =
        AdmissionServer.start(
            new AdmissionServer.Address(settings.address(), settings.port()),
            material.serverKey(),
            new AdmissionServer.Service(
                service.hooks().endpoints(), service.capacity(), service.metrics()));
    Registration registration = new Registration(client, service.hooks());
    Parts parts =
        new Parts(client, settings, service.platform(), secret, registration, service.hooks());
    Webhooks webhooks = new Webhooks(parts, server, material);
    registration.tell(webhooks.entrance());
    webhooks.checkLater();
    webhooks.lookLater();
    return webhooks;
  }

  /** What is served, by which clock, how much of it at once, and where figures go. */
  public record Service(
      Hooks hooks, Platform platform, Capacity capacity, AdmissionMetrics metrics) {
    /** Takes on as much as suits this process. */
    public Service(Hooks hooks, Platform platform, AdmissionMetrics metrics) {
      this(
          hooks,
          platform,
          Capacity.of(Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors()),
          metrics);
    }
  }

  /** Has new pods asked about, now that an answer can be given. */
  public void askAboutPods() {
    asksAboutPods = true;
    parts.registration.tellOfPods(entrance());
  }

  /**
   * Has all objects stored in the hub version; done by the leader. What cannot be done now is tried
   * again later.
   */
  public void migrate() {
    new Migration(
            new StoredObjects(parts.client),
            parts.hooks.types(),
            parts.platform.scheduler(),
            () -> closed)
        .begin();
  }

  /** Whether API servers that come are answered, and believe who answers. */
  public boolean isServing() {
    return server.isServing() && current.isValid(parts.platform.ticker().now());
  }

  public int port() {
    return server.port();
  }

  private Entrance entrance() {
    return new Entrance(
        parts.settings.service(),
        parts.settings.readyService(),
        parts.settings.address() + ":" + server.port(),
        current.bundle());
  }

  private void lookLater() {
    parts.platform.scheduler().after(LOOK_EVERY, this::look);
  }

  private void look() {
    if (closed) {
      return;
    }
    try {
      if (parts.registration.mend(entrance(), asksAboutPods)) {
        LOG.warn("Somebody had deleted the webhooks' configuration; it is there again");
      }
    } catch (KubernetesClientException e) {
      LOG.atWarn().setCause(e).log("Could not look after the webhooks' configuration");
    }
    lookLater();
  }

  private void checkLater() {
    parts.platform.scheduler().after(CHECK_EVERY, this::check);
  }

  private void check() {
    if (closed) {
      return;
    }
    try {
      renew(parts.secret.ensure(parts.platform.ticker().now()));
    } catch (KubernetesClientException | IllegalStateException e) {
      LOG.atWarn().setCause(e).log("Could not look after the webhooks' certificate; trying again");
    }
    checkLater();
  }

  // Whom to trust is told first: it names the old authority as long as that is valid.
  private void renew(TlsMaterial found) {
    if (found.equals(current)) {
      return;
    }
    boolean otherAuthority = !found.bundle().equals(current.bundle());
    current = found;
    if (otherAuthority) {
      parts.registration.tell(entrance());
      if (asksAboutPods) {
        parts.registration.tellOfPods(entrance());
      }
    }
    server.renew(found.serverKey());
    LOG.info("The webhooks' certificate was renewed");
  }

  @Override
  public void close() {
    closed = true;
    server.close();
  }
}

package io.windlass.manager.wiring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.model.Json;
import io.windlass.manager.report.Version;
import io.windlass.oam.controller.OamController;
import io.windlass.oam.crd.InstalledKinds;
import io.windlass.oam.crd.OamCrds;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What belongs to OAM applications. */
record OamParts(KubernetesClient client, Platform platform, RuntimeSettings settings) {
  private static final int PASSWORD_BYTES = 24;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  /** What starts as soon as OAM's kinds are served and ours. */
  Awaited<OamController> awaited(Term term) {
    return new Awaited<>(
        new Awaited.Part<>(
            "OAM applications",
            this::obstacle,
            () -> start(term),
            OamController::isHealthy,
            OamController::close),
        platform.scheduler());
  }

  private Optional<String> obstacle() {
    InstalledKinds kinds = InstalledKinds.among(definitions());
    return kinds.mayWork() ? Optional.empty() : Optional.of(kinds.reason());
  }

  private OamController start(Term term) {
    return OamController.start(
        client,
        new OamController.Settings(
            settings.scope().namespaces(),
            settings.oam().environment(),
            settings.oam().guarded(),
            Version.release(),
            settings.requests().timeout(),
            OamParts::password),
        platform,
        term);
  }

  // Of letters, digits, - and _ alone, so that it can stand in an address.
  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** One by one, since all definitions of a cluster with their schemas are some megabytes. */
  private List<Json.Obj> definitions() {
    JsonApi api = JsonApi.of(client, READ_TIMEOUT);
    List<Json.Obj> all = new ArrayList<>();
    for (String name : OamCrds.names()) {
      JsonReply reply = api.get(DEFINITIONS + name);
      if (reply.isOk()) {
        all.add(reply.body());
      }
    }
    return all;
  }
}

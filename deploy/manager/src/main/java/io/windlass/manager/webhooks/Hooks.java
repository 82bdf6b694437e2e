package io.windlass.manager.webhooks;

import io.windlass.controllers.adapter.admission.Endpoint;
import io.windlass.controllers.adapter.admission.Reviews;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Surroundings;
import io.windlass.core.cloneset.CloneSetAdmission;
import io.windlass.core.cloneset.CloneSetVersions;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.crds.Crds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that is served and registered. */
public record Hooks(List<Hook> admission, List<TwoVersionType> types) {
  // The API server waits for 15 seconds; who asks it back must be done before.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);
  private static final String MUTATE = "/mutate-apps-kruise-io-cloneset";
  private static final String VALIDATE = "/validate-apps-kruise-io-cloneset";

  public Hooks {
    admission = List.copyOf(admission);
    types = List.copyOf(types);
  }

  /** The webhooks of all workloads. */
  public static Hooks of(Features features, Fabric8Http http) {
    List<Hook> hooks = new ArrayList<>(cloneSets(features, http));
    return new Hooks(hooks, List.of(cloneSetType()));
  }

  /** How long a request to the API server may take that is made for a webhook. */
  public static Duration requestTimeout() {
    return REQUEST_TIMEOUT;
  }

  private static List<Hook> cloneSets(Features features, Fabric8Http http) {
    Supplier<CloneSetAdmission> each =
        () -> new CloneSetAdmission(features, Fabric8Surroundings.begin(http, PATIENCE));
    List<String> writes = List.of("CREATE", "UPDATE");
    boolean guardsDeletion = features.isOn(Feature.RESOURCES_DELETION_PROTECTION);
    List<String> judged = guardsDeletion ? List.of("CREATE", "UPDATE", "DELETE") : writes;
    return List.of(
        new Hook(
            "cloneset.mutate.windlass.io",
            MUTATE,
            true,
            CloneSetVersions.HUB,
            writes,
            request -> each.get().mutate(request)),
        new Hook(
            "cloneset.validate.windlass.io",
            VALIDATE,
            false,
            CloneSetVersions.HUB,
            judged,
            request -> each.get().validate(request)));
  }

  static TwoVersionType cloneSetType() {
    return new TwoVersionType(
        CloneSetVersions.HUB,
        CloneSetVersions.ALL,
        "/convert-apps-kruise-io-cloneset",
        Crds.all().getFirst(),
        Crds.cloneSetHub());
  }

  Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> endpoints = new HashMap<>();
    admission.forEach(hook -> endpoints.put(hook.path(), Reviews.admission(hook.admission())));
    types.forEach(type -> endpoints.put(type.path(), Reviews.conversion(type.versions())));
    return endpoints;
  }
}

package io.windlass.manager.webhooks;

import io.windlass.controllers.adapter.admission.Endpoint;
import io.windlass.controllers.adapter.admission.Reviews;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Surroundings;
import io.windlass.core.admission.Admission;
import io.windlass.core.cloneset.CloneSetAdmission;
import io.windlass.core.cloneset.CloneSetVersions;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.sidecarset.SidecarSetVersions;
import io.windlass.core.sidecarset.admission.SidecarSetAdmission;
import io.windlass.crds.Crds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that is served and registered.
 *
 * @param pods registered last, when it can be answered
 * @param autoscaling registered in a configuration of their own
 */
public record Hooks(
    List<Hook> admission, List<TwoVersionType> types, Optional<Hook> pods, List<Hook> autoscaling) {
  // The API server waits for 15 seconds; who asks it back must be done before.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);
  private static final List<String> WRITES = List.of("CREATE", "UPDATE");

  public Hooks {
    admission = List.copyOf(admission);
    types = List.copyOf(types);
    autoscaling = List.copyOf(autoscaling);
  }

  /** The webhooks of all workloads. */
  public static Hooks of(Features features, Fabric8Http http) {
    List<Hook> hooks = new ArrayList<>(cloneSets(features, http));
    return new Hooks(hooks, twoVersionTypes(), Optional.empty(), List.of());
  }

  /** These, and those of SidecarSets and of new pods. */
  Hooks with(Sidecars sidecars, Fabric8Http http) {
    Supplier<SidecarSetAdmission> each =
        () -> sidecars.admission(Fabric8Surroundings.begin(http, PATIENCE));
    List<Hook> hooks = new ArrayList<>(admission);
    hooks.add(mutating(SidecarSetVersions.HUB, request -> each.get().mutate(request)));
    hooks.add(
        validating(SidecarSetVersions.HUB, WRITES, request -> each.get().validate(request))
            .onceThere(sidecars::isFilled));
    return new Hooks(hooks, types, Optional.of(sidecars.injection().hook()), autoscaling);
  }

  /** These, and those of autoscalers. */
  Hooks with(AutoscalerHooks autoscalers) {
    return new Hooks(admission, types, pods, autoscalers.hooks());
  }

  /** These, and those of OAM's kinds. */
  Hooks with(OamHooks oam) {
    List<Hook> hooks = new ArrayList<>(admission);
    hooks.addAll(oam.hooks());
    return new Hooks(hooks, types, pods, autoscaling);
  }

  /** How long a request to the API server may take that is made for a webhook. */
  public static Duration requestTimeout() {
    return REQUEST_TIMEOUT;
  }

  private static List<Hook> cloneSets(Features features, Fabric8Http http) {
    Supplier<CloneSetAdmission> each =
        () -> new CloneSetAdmission(features, Fabric8Surroundings.begin(http, PATIENCE));
    boolean guardsDeletion = features.isOn(Feature.RESOURCES_DELETION_PROTECTION);
    List<String> judged = guardsDeletion ? List.of("CREATE", "UPDATE", "DELETE") : WRITES;
    return List.of(
        mutating(CloneSetVersions.HUB, request -> each.get().mutate(request)),
        validating(CloneSetVersions.HUB, judged, request -> each.get().validate(request)));
  }

  private static Hook mutating(ResourceKind kind, Admission admission) {
    String word = word(kind);
    return new Hook(
        word + ".mutate.windlass.io",
        "/mutate-apps-kruise-io-" + word,
        true,
        kind,
        WRITES,
        Terms.STRICT,
        Reviews.admission(admission));
  }

  private static Hook validating(ResourceKind kind, List<String> operations, Admission admission) {
    String word = word(kind);
    return new Hook(
        word + ".validate.windlass.io",
        "/validate-apps-kruise-io-" + word,
        false,
        kind,
        operations,
        Terms.STRICT,
        Reviews.admission(admission));
  }

  private static String word(ResourceKind kind) {
    return kind.kind().toLowerCase(Locale.ROOT);
  }

  /** The types that have two versions while webhooks are on. */
  static List<TwoVersionType> twoVersionTypes() {
    return List.of(
        new TwoVersionType(
            CloneSetVersions.HUB,
            CloneSetVersions.ALL,
            "/convert-apps-kruise-io-cloneset",
            Crds.cloneSet(),
            Crds.cloneSetHub()),
        new TwoVersionType(
            SidecarSetVersions.HUB,
            SidecarSetVersions.ALL,
            "/convert-apps-kruise-io-sidecarset",
            Crds.sidecarSet(),
            Crds.sidecarSetHub()));
  }

  Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> endpoints = new HashMap<>();
    admission.forEach(hook -> endpoints.put(hook.path(), hook.endpoint()));
    pods.ifPresent(hook -> endpoints.put(hook.path(), hook.endpoint()));
    autoscaling.forEach(hook -> endpoints.put(hook.path(), hook.endpoint()));
    types.forEach(type -> endpoints.put(type.path(), Reviews.conversion(type.versions())));
    return endpoints;
  }
}

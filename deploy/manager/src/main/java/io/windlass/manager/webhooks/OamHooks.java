package io.windlass.manager.webhooks;

import io.windlass.controllers.adapter.admission.Reviews;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.core.admission.Admission;
import io.windlass.core.model.Json;
import io.windlass.core.model.ResourceKind;
import io.windlass.oam.admission.ApplicationAdmission;
import io.windlass.oam.admission.CatalogueAdmission;
import io.windlass.oam.admission.ComponentAdmission;
import io.windlass.oam.controller.AdmissionSurroundings;
import io.windlass.oam.crd.InstalledKinds;
import io.windlass.oam.crd.OamCrds;
import io.windlass.runtime.port.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The webhooks of OAM's kinds; none where these are not ours, since another runtime's documents are
 * no business of ours.
 */
record OamHooks(List<Hook> hooks) {
  private static final String GROUP = OamCrds.GROUP;
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
  private static final List<ResourceKind> COMPONENTS =
      List.of(
          new ResourceKind(GROUP, "v1alpha1", "ComponentSchematic", "componentschematics"),
          new ResourceKind(GROUP, "v1alpha2", "Component", "components"));
  private static final List<ResourceKind> CATALOGUE =
      List.of(
          new ResourceKind(GROUP, "v1alpha1", "Trait", "traits"),
          new ResourceKind(GROUP, "v1alpha1", "WorkloadType", "workloadtypes"),
          new ResourceKind(GROUP, "v1alpha1", "ApplicationScope", "applicationscopes"),
          new ResourceKind(GROUP, "v1alpha2", "TraitDefinition", "traitdefinitions"),
          new ResourceKind(GROUP, "v1alpha2", "WorkloadDefinition", "workloaddefinitions"),
          new ResourceKind(GROUP, "v1alpha2", "ScopeDefinition", "scopedefinitions"),
          new ResourceKind("oam.windlass.io", "v1alpha1", "Environment", "environments"));
  private static final ResourceKind APPLICATION =
      new ResourceKind(GROUP, "v1alpha2", "ApplicationConfiguration", "applicationconfigurations");

  OamHooks {
    hooks = List.copyOf(hooks);
  }

  /** Those for a cluster. Asks it whose OAM kinds it has. */
  static OamHooks of(JsonApi api, Optional<String> environment, Ticker ticker) {
    if (!InstalledKinds.among(definitions(api)).mayWork()) {
      return new OamHooks(List.of());
    }
    AdmissionSurroundings cluster = new AdmissionSurroundings(api, environment, ticker);
    List<Hook> hooks = new ArrayList<>();
    hooks.add(hook(APPLICATION, new ApplicationAdmission(cluster)));
    COMPONENTS.forEach(kind -> hooks.add(hook(kind, new ComponentAdmission(cluster))));
    CATALOGUE.forEach(kind -> hooks.add(hook(kind, new CatalogueAdmission(cluster::kinds))));
    return new OamHooks(hooks);
  }

  private static List<Json.Obj> definitions(JsonApi api) {
    return OamCrds.names().stream()
        .map(name -> api.get(DEFINITIONS + name))
        .filter(reply -> reply.isOk())
        .map(reply -> reply.body())
        .toList();
  }

  private static Hook hook(ResourceKind kind, Admission admission) {
    String word = kind.kind().toLowerCase(Locale.ROOT);
    return new Hook(
        word + ".oam.validate.windlass.io",
        "/validate-oam-" + word,
        false,
        kind,
        List.of("CREATE", "UPDATE"),
        Terms.STRICT,
        Reviews.admission(admission));
  }
}

package io.windlass.manager.oam;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.report.CommandFailure;
import io.windlass.oam.catalogue.ShippedCatalogue;
import io.windlass.oam.crd.InstalledKinds;
import io.windlass.oam.crd.OamCrds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OAM's kinds and the shipped catalogue in a cluster. */
public final class OamInstallation {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FIELD_MANAGER = "windlass-oam-install";
  private static final String DEFINITIONS_API = "apiextensions.k8s.io/v1";
  private static final String DEFINITION = "CustomResourceDefinition";

  private final KubernetesClient client;
  private final String namespace;

  /**
   * @param namespace of the bridge itself, for entries of the catalogue that live in one
   */
  public OamInstallation(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Whose kinds the cluster has. Lists all definitions. */
  public InstalledKinds found() {
    return InstalledKinds.among(definitions());
  }

  /** The definitions of the cluster. */
  public List<Json.Obj> definitions() {
    return client.genericKubernetesResources(DEFINITIONS_API, DEFINITION).list().getItems().stream()
        .map(each -> (Json.Obj) JsonText.parse(Serialization.asJson(each)))
        .toList();
  }

  /** Installs or updates our kinds and the catalogue; leaves another runtime's kinds alone. */
  public void install() {
    if (found() instanceof InstalledKinds.Foreign foreign) {
      throw new CommandFailure(
          foreign.reason(), "Remove that runtime with its definitions first, or do without OAM");
    }
    OamCrds.all().forEach(this::apply);
    OamCrds.all().forEach(each -> awaitServed(each.text("metadata", "name").orElseThrow()));
    ShippedCatalogue.objects().forEach(this::apply);
  }

  private void apply(Json.Obj object) {
    Json.Obj metadata = object.object("metadata");
    boolean isDefinition = object.text("apiVersion").orElse("").equals("core.oam.dev/v1alpha2");
    Json.Obj placed =
        isDefinition ? object.with("metadata", metadata.with("namespace", namespace)) : object;
    client
        .resource(
            Serialization.unmarshal(JsonText.canonical(placed), GenericKubernetesResource.class))
        .fieldManager(FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
  }

  private void awaitServed(String name) {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .waitUntilCondition(OamInstallation::established, PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static boolean established(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}

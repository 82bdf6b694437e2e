package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.version.TwoVersions;
import io.windlass.crds.Crds;
import java.util.List;

/**
 * A type that gets a second version while webhooks are on.
 *
 * @param hub in which it is stored then
 * @param single the definition of the older version alone
 * @param second the definition of the hub alone
 */
record TwoVersionType(
    ResourceKind hub,
    TwoVersions versions,
    String path,
    Crds.Document single,
    Crds.Document second) {
  /** Of the CustomResourceDefinition. */
  String name() {
    return hub.plural() + "." + hub.group();
  }

  /** The versions of the definition, all of them served. */
  List<Json> both(String stored) {
    return List.of(stored(version(single), stored), stored(version(second), stored));
  }

  /** The older version alone. */
  List<Json> alone() {
    return List.of(version(single));
  }

  String olderVersion() {
    return versions.older().substring(versions.older().indexOf('/') + 1);
  }

  private static Json.Obj stored(Json.Obj version, String stored) {
    boolean isStored = version.text("name").orElse("").equals(stored);
    return version.with("storage", Json.of(isStored)).with("served", Json.of(true));
  }

  private static Json.Obj version(Crds.Document document) {
    GenericKubernetesResource definition =
        Serialization.unmarshal(document.yaml(), GenericKubernetesResource.class);
    Json json = JsonText.parse(Serialization.asJson(definition));
    return (Json.Obj) json.items("spec", "versions").getFirst();
  }
}

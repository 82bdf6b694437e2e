package io.windlass.devcluster.sim.garbage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One {@code ownerReference}.
 *
 * @param blocks whether a foreground deletion of the owner waits for the dependent
 */
record Owner(String uid, String apiVersion, String kind, String name, boolean blocks) {
  /** The group without the version: owners are served in several. */
  String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  static Owner of(JsonNode reference) {
    return new Owner(
        reference.path("uid").asText(),
        reference.path("apiVersion").asText(),
        reference.path("kind").asText(),
        reference.path("name").asText(),
        reference.path("blockOwnerDeletion").asBoolean());
  }
}

package io.windlass.devcluster.sim.garbage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One {@code ownerReference}.
 *
 * @param group without the version: owners are served in several
 * @param blocks whether a foreground deletion of the owner waits for the dependent
 */
record Owner(String uid, String group, String kind, String name, boolean blocks) {
  static Owner of(JsonNode reference) {
    String apiVersion = reference.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    return new Owner(
        reference.path("uid").asText(),
        slash < 0 ? "" : apiVersion.substring(0, slash),
        reference.path("kind").asText(),
        reference.path("name").asText(),
        reference.path("blockOwnerDeletion").asBoolean());
  }
}

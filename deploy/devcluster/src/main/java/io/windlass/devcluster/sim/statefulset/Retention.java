package io.windlass.devcluster.sim.statefulset;

import com.fasterxml.jackson.databind.JsonNode;

/** Who a claim goes with: {@code spec.persistentVolumeClaimRetentionPolicy} (KEP-1847). Pure. */
enum Retention {
  /** It stays. */
  NOBODY,
  SET,
  POD;

  /**
   * Decides.
   *
   * @param wanted whether the pod of its number is one that the set shall have
   */
  static Retention of(JsonNode spec, boolean wanted) {
    JsonNode policy = spec.path("persistentVolumeClaimRetentionPolicy");
    if (!wanted && policy.path("whenScaled").asText().equals("Delete")) {
      return POD;
    }
    return policy.path("whenDeleted").asText().equals("Delete") ? SET : NOBODY;
  }
}

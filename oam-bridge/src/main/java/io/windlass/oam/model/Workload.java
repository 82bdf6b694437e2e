package io.windlass.oam.model;

import io.windlass.core.model.Json;

/** What an instance runs. */
public sealed interface Workload {
  /** The name that traits' {@code appliesTo} know it by. */
  String typeName();

  Characteristics characteristics();

  /** One of OAM's own types, of which the bridge makes the objects. */
  record Built(WorkloadType type, String typeName, PodModel pod) implements Workload {
    @Override
    public Characteristics characteristics() {
      return type.characteristics();
    }
  }

  /**
   * Any other object, which is handed to the API server as it is, but for its metadata and what
   * traits change.
   *
   * @param object with all parameters in place
   */
  record Embedded(Json.Obj object, String typeName, Characteristics characteristics)
      implements Workload {}
}

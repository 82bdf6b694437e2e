package io.windlass.core.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Violation;
import java.util.List;

/** What an admission may ask the cluster. Each question ends within seconds, answered or not. */
public interface Surroundings {
  /** Knows nothing and refuses nothing. */
  Surroundings UNKNOWN =
      new Surroundings() {
        @Override
        public Found pod(ObjectKey key) {
          return new Found.Unknown();
        }

        @Override
        public List<Violation> dryRun(String namespace, Json.Obj pod) {
          return List.of();
        }
      };

  /** A pod as it is now. */
  Found pod(ObjectKey key);

  /**
   * What the API server holds against a pod, with the fields of the pod. Only what is wrong with
   * the pod itself counts: a quota, a missing right or silence say nothing.
   */
  List<Violation> dryRun(String namespace, Json.Obj pod);

  /** What is known of an object. */
  sealed interface Found {
    record There(Json.Obj object) implements Found {}

    record Missing() implements Found {}

    record Unknown() implements Found {}
  }
}

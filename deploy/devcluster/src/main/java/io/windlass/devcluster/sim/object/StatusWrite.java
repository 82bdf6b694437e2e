package io.windlass.devcluster.sim.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.util.function.UnaryOperator;

/** Writes of controllers about an object that they have seen. Stateless. */
public final class StatusWrite {
  private StatusWrite() {}

  /** Where an object is. */
  public static Ref ref(ResourceType type, ObjectNode object) {
    Meta.Key key = Meta.of(object).key();
    return new Ref(type, key.namespace(), key.name());
  }

  /** Replaces the status, if it differs and the object is still the one that was seen. */
  public static void replace(
      ClusterApi api, ResourceType type, ObjectNode seen, ObjectNode status) {
    if (status.equals(seen.path("status"))) {
      return;
    }
    change(
        api,
        type,
        seen,
        "status",
        now -> {
          now.set("status", status);
          return now;
        });
  }

  /** Changes the object or a subresource of it, if it is still the one that was seen. */
  public static void change(
      ClusterApi api,
      ResourceType type,
      ObjectNode seen,
      String subresource,
      UnaryOperator<ObjectNode> change) {
    String uid = Meta.of(seen).uid();
    try {
      api.update(
          ref(type, seen),
          subresource,
          now -> Meta.of(now).uid().equals(uid) ? change.apply(now) : now);
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }
}

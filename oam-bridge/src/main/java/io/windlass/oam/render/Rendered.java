package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.oam.model.ObjectRef;
import java.util.List;

/**
 * An object that the cluster should have. Server-side apply makes every field in it ours; fields
 * that somebody else writes are not in it.
 *
 * @param instance whose it is; empty for what belongs to the whole application
 * @param cause the trait it comes from, or {@code workload}
 * @param clusterScoped whether no owner reference can remove it, so that a finalizer must
 */
public record Rendered(
    Json.Obj object, String instance, String cause, boolean clusterScoped, List<Lent> lent) {
  /** The cause of what an instance has without any trait. */
  public static final String WORKLOAD = "workload";

  public Rendered {
    lent = List.copyOf(lent);
  }

  public ObjectRef ref() {
    return ObjectRef.of(object);
  }

  /**
   * A field that somebody else writes. The value it starts with is written once, with the object
   * and under another field manager, and so is the live value when the field was ours until now:
   * server-side apply would else take the field away with our last claim to it.
   *
   * @param path names of fields from the object's root
   * @param owner who writes it, as the status says it
   */
  public record Lent(List<String> path, String owner, Json start) {
    public Lent {
      path = List.copyOf(path);
    }
  }
}

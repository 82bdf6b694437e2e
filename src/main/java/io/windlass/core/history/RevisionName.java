package io.windlass.core.history;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.Set;

/**
 * The name of a new ControllerRevision: its parent's and a hash of what it records.
 *
 * @param hash the part behind the last dash
 * @param collisions how often the hash had to be made anew, because a name was taken
 */
public record RevisionName(String name, String hash, int collisions) {
  /**
   * A name that is free.
   *
   * @param collisionsSoFar where to begin
   * @param taken names that revisions bear which record something else
   */
  public static RevisionName free(
      String parent, Json.Obj document, int collisionsSoFar, Set<String> taken) {
    String text = JsonText.canonical(document);
    int collisions = collisionsSoFar;
    while (true) {
      String hash = RevisionHash.of(text, collisions);
      String name = RevisionHash.revisionName(parent, hash);
      if (!taken.contains(name)) {
        return new RevisionName(name, hash, collisions);
      }
      collisions++;
    }
  }
}

package io.windlass.devcluster.auth.rbac;

/**
 * Whether something is allowed.
 *
 * @param reason which binding allows it, or which roles that might have are missing; may be empty
 */
public record Decision(boolean allowed, String reason) {
  /** For members of {@code system:masters}, who need no binding. */
  public static final Decision MASTER = new Decision(true, "");
}

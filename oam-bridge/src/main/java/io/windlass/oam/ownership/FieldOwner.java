package io.windlass.oam.ownership;

/**
 * Who decides one field.
 *
 * @param type of its values, as JSON schema calls it
 * @param meaning of a developer's field what it is; of another's where it is set instead
 */
public record FieldOwner(Place place, String field, String type, Role owner, String meaning) {

  /** Whether a component may contain it. */
  public boolean isDevelopers() {
    return owner == Role.DEVELOPER;
  }

  /** What a developer is told who sets another's field. */
  public String refusal() {
    return "%s belongs to %s: %s".formatted(field, owner.phrase(), meaning);
  }
}

package io.windlass.core.version;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hub version of a type and an older one. Both ways the round trip is the identity. Immutable;
 * cost O(size of the object).
 *
 * @param hub API version, {@code group/version}
 * @param older API version
 * @param mappings in the order in which the hub's form is made of the older one; the other way the
 *     order is reversed
 * @param annotation under which an object keeps what its own version cannot say, followed by the
 *     name of the other version
 */
public record TwoVersions(
    String hub, String older, List<FieldMapping> mappings, String annotation) {
  public TwoVersions {
    mappings = List.copyOf(mappings);
  }

  /** An object as a version has it; empty if it, or the version, is none of the two. */
  public Optional<Json.Obj> convert(Json.Obj object, String wanted) {
    String found = object.text("apiVersion").orElse("");
    if (!isKnown(found) || !isKnown(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        found.equals(wanted) ? object : wanted.equals(hub) ? toHub(object) : toOlder(object));
  }

  private boolean isKnown(String version) {
    return version.equals(hub) || version.equals(older);
  }

  /** The hub's form of an object of the older version. */
  public Json.Obj toHub(Json.Obj object) {
    FieldPath kept = keptFor(hub);
    Remainder ofHub = remainder(object, kept);
    return ofHub.applyTo(upward(kept.removeWithParent(object)));
  }

  /** The older form of an object of the hub version. */
  public Json.Obj toOlder(Json.Obj object) {
    FieldPath kept = keptFor(older);
    Json.Obj plain = downward(kept.removeWithParent(object));
    Json.Obj result = remainder(object, kept).applyTo(plain);
    return note(result, Remainder.between(upward(result), object), keptFor(hub));
  }

  // With a note of what the way back would lose.
  private Json.Obj upward(Json.Obj object) {
    Json.Obj plain = object.with("apiVersion", hub);
    for (FieldMapping mapping : mappings) {
      plain = mapping.toHub(plain);
    }
    return note(plain, Remainder.between(downward(plain), object), keptFor(older));
  }

  private Json.Obj downward(Json.Obj object) {
    Json.Obj plain = object.with("apiVersion", older);
    for (FieldMapping mapping : mappings.reversed()) {
      plain = mapping.toOlder(plain);
    }
    return plain;
  }

  private static Json.Obj note(Json.Obj object, Remainder remainder, FieldPath where) {
    return remainder.isEmpty() ? object : where.set(object, Json.of(remainder.text()));
  }

  private static Remainder remainder(Json.Obj object, FieldPath where) {
    return where.in(object).flatMap(Json::text).map(Remainder::parse).orElse(Remainder.NOTHING);
  }

  private FieldPath keptFor(String version) {
    String name = version.substring(version.indexOf('/') + 1);
    return new FieldPath(List.of("metadata", "annotations", annotation + name));
  }

  /** The older version's schema, made of the hub's. */
  public Json.Obj olderSchema(Json.Obj hubSchema) {
    Json.Obj schema = hubSchema;
    for (FieldMapping mapping : mappings.reversed()) {
      schema = mapping.olderSchema(schema);
    }
    return schema;
  }

  /** What was found in the older form, told in the words of a version. */
  public List<Violation> inWordsOf(String version, List<Violation> found) {
    if (!version.equals(hub)) {
      return found;
    }
    List<Violation> told = new ArrayList<>();
    for (Violation violation : found) {
      String field = violation.field();
      for (FieldMapping mapping : mappings) {
        String renamed = mapping.hubField(field);
        if (!renamed.equals(field)) {
          field = renamed;
          break;
        }
      }
      told.add(new Violation(field, violation.message()));
    }
    return List.copyOf(told);
  }
}

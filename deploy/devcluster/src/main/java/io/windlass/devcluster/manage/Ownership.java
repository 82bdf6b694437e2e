package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns the fields of an object after a write that is no apply: the writer owns what it changed,
 * and nobody owns what is gone. Stateless; cost O(size of the object), and of the claims only what
 * the change touches.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">
 *     Field management</a>
 */
public final class Ownership {
  private static final FieldSet STRIPPED =
      FieldSet.ofNames(
          List.of(
              List.of("apiVersion"),
              List.of("kind"),
              List.of("metadata"),
              List.of("metadata", "name"),
              List.of("metadata", "namespace"),
              List.of("metadata", "creationTimestamp"),
              List.of("metadata", "selfLink"),
              List.of("metadata", "uid"),
              List.of("metadata", "clusterName"),
              List.of("metadata", "generation"),
              List.of("metadata", "managedFields"),
              List.of("metadata", "resourceVersion")));

  private final Versions versions;

  public Ownership(Versions versions) {
    this.versions = versions;
  }

  /**
   * The {@code metadata.managedFields} of an object after a write.
   *
   * @param old the object before, or {@link ManagedType#blank()}; without its managedFields
   * @param object the object now, before the server resets anything; without managedFields
   * @param claimed the managedFields that the object started with
   */
  public ArrayNode update(ObjectNode old, ObjectNode object, Entries claimed, Writer writer) {
    ManagedFields managed = claimed.decode(writer);
    reconcile(managed);
    boolean exists = !Documents.text(old, "metadata", "uid").isEmpty();
    if (managed.isEmpty() && exists) {
      return managed.encode();
    }
    ManagerId id =
        ManagerId.updating(writer.manager(), versions.apiVersion(), writer.subresource());
    try {
      track(old, object, managed, id, writer);
    } catch (ListElements.Unidentified e) {
      // What cannot be told apart is nobody's; whether it is valid is for others to say.
      return claimed.decode(writer).encode();
    }
    managed.cap();
    return managed.encode();
  }

  /**
   * The two places where managedFields may come from.
   *
   * @param before those of the stored object, a missing node if it has none
   * @param sent those of the object as the request has it
   */
  public record Entries(JsonNode before, JsonNode sent) {
    /** An object that is created with what the request says. */
    public static Entries sent(JsonNode sent) {
      return new Entries(com.fasterxml.jackson.databind.node.MissingNode.getInstance(), sent);
    }

    private ManagedFields decode(Writer writer) {
      if (!writer.subresource().isEmpty() || before.equals(sent)) {
        return ManagedFields.decode(before);
      }
      if (isReset(sent)) {
        return new ManagedFields();
      }
      try {
        ManagedFields foreign = ManagedFields.decodeForeign(sent);
        return foreign.isEmpty() ? ManagedFields.decode(before) : foreign;
      } catch (MalformedDocument e) {
        return ManagedFields.decode(before);
      }
    }

    // A list without entries, or with one that is empty, asks for a new start.
    private static boolean isReset(JsonNode entries) {
      boolean one = entries.size() == 1 && entries.path(0).isEmpty();
      return entries.isArray() && (entries.isEmpty() || one);
    }
  }

  /** Only the types of custom resources change while there are objects of them. */
  void reconcile(ManagedFields managed) {
    if (versions.type().custom()) {
      managed.replaceAll(
          claim ->
              fieldsIn(claim.apiVersion())
                  .map(type -> claim.with(SchemaChange.reconciled(claim.fields(), type)))
                  .orElse(claim));
    }
  }

  private Optional<FieldType> fieldsIn(String apiVersion) {
    return apiVersion.equals(versions.apiVersion())
        ? Optional.of(versions.type().fields())
        : versions.fieldsIn(apiVersion);
  }

  /** Gives the writer what it changed, and takes it from everybody else. */
  void track(
      ObjectNode old, ObjectNode object, ManagedFields managed, ManagerId id, Writer writer) {
    Changes changes = new Changes(old, object);
    managed.replaceAll(claim -> changes.taken(claim));
    Comparison own = changes.inVersion(versions.apiVersion()).orElseThrow();
    FieldSet set = own.addedOrModified().difference(STRIPPED);
    if (set.isEmpty()) {
      return;
    }
    FieldSet before = managed.of(id).map(Claim::fields).orElse(FieldSet.EMPTY);
    managed.put(id, new Claim(versions.apiVersion(), before.union(set), writer.time()));
  }

  /** Without what is never owned. */
  static FieldSet stripped(FieldSet fields) {
    return fields.difference(STRIPPED);
  }

  /** One change of an object, seen in each version in which somebody owns something. */
  final class Changes {
    private final ObjectNode old;
    private final ObjectNode object;
    private final Map<String, Optional<Comparison>> byVersion = new HashMap<>();

    Changes(ObjectNode old, ObjectNode object) {
      this.old = old;
      this.object = object;
    }

    /** What changed in the words of a version; empty if that version has gone. */
    Optional<Comparison> inVersion(String apiVersion) {
      return byVersion.computeIfAbsent(apiVersion, this::compare);
    }

    private Optional<Comparison> compare(String apiVersion) {
      if (apiVersion.equals(versions.apiVersion())) {
        Comparison found = Comparison.between(old, object, versions.type().fields());
        return Optional.of(found.filtered(versions.filter()));
      }
      return versions
          .fieldsIn(apiVersion)
          .map(
              type ->
                  Comparison.between(
                      versions.convert(old, apiVersion),
                      versions.convert(object, apiVersion),
                      type));
    }

    /** What is left of a claim; nothing of one whose version has gone. */
    Claim taken(Claim claim) {
      return inVersion(claim.apiVersion())
          .map(found -> claim.with(claim.fields().difference(found.all())))
          .orElseGet(() -> claim.with(FieldSet.EMPTY));
    }
  }
}

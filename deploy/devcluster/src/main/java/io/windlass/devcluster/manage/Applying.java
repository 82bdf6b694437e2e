package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Optional;

/**
 * Server-side apply: the applier owns exactly what its configuration states, what it stated before
 * and nobody else owns goes, and what others own otherwise is a conflict unless it is forced.
 * Stateless; cost O(size of both objects).
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side
 *     apply</a>
 */
public final class Applying {
  private static final String BEFORE_FIRST = "before-first-apply";
  private static final String UNTIMED = "";

  private final Versions versions;
  private final Ownership ownership;

  public Applying(Versions versions) {
    this.versions = versions;
    this.ownership = new Ownership(versions);
  }

  /** An applied configuration. */
  public record Configuration(ObjectNode object, boolean force) {}

  /**
   * The object with the configuration applied, and with its new managedFields.
   *
   * @param stored the object before, or {@link ManagedType#blank()}; it is not changed
   */
  public ObjectNode apply(ObjectNode stored, Configuration configuration, Writer writer) {
    ObjectNode stated = configuration.object();
    checkKind(stated);
    ObjectNode live = stored.deepCopy();
    ManagedFields managed = ManagedFields.decode(detached(live));
    if (managed.isEmpty()) {
      ManagerId before =
          ManagerId.updating(BEFORE_FIRST, versions.apiVersion(), writer.subresource());
      ownership.track(versions.type().blank(), live, managed, before, writer);
    }
    checkStated(stated);
    ownership.reconcile(managed);
    Attempt attempt = new Attempt(live, stated, managed, writer);
    FieldConflicts conflicts = attempt.conflicts();
    if (!conflicts.isEmpty() && !configuration.force()) {
      refuse(attempt, conflicts);
    }
    return attempt.outcome();
  }

  private static JsonNode detached(ObjectNode object) {
    JsonNode managed = Documents.at(object, "metadata", "managedFields");
    if (object.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return managed;
  }

  private void checkKind(ObjectNode stated) {
    String kind = stated.path("kind").asText("");
    String apiVersion = stated.path("apiVersion").asText("");
    if (!kind.equals(versions.type().kind()) || !apiVersion.equals(versions.apiVersion())) {
      throw ApiException.badRequest("invalid object type: " + named(apiVersion, kind));
    }
  }

  private static String named(String apiVersion, String kind) {
    String full = apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
    return "%s, Kind=%s".formatted(full, kind);
  }

  private void checkStated(ObjectNode stated) {
    if (Documents.at(stated, "metadata", "managedFields").isArray()) {
      throw ApiException.badRequest("metadata.managedFields must be nil");
    }
    String faults = Conformance.faults(stated, versions.type().fields());
    if (!faults.isEmpty()) {
      String object =
          "%s/%s; %s"
              .formatted(
                  Documents.text(stated, "metadata", "namespace"),
                  Documents.text(stated, "metadata", "name"),
                  named(versions.apiVersion(), stated.path("kind").asText()));
      String why = "failed to create typed patch object (%s): %s".formatted(object, faults);
      throw new ApiException(500, "", why, Subject.NONE, List.of());
    }
  }

  /** What kubectl wrote itself before, without server-side apply, is no conflict to it. */
  private void refuse(Attempt attempt, FieldConflicts conflicts) {
    if (!attempt.writer.manager().equals(LastApplied.KUBECTL)) {
      throw conflicts.refusal();
    }
    FieldConflicts left =
        LastApplied.owned(attempt.live, versions).map(conflicts::without).orElse(conflicts);
    if (!left.isEmpty()) {
      throw left.refusal();
    }
  }

  /** One configuration on its way into an object. */
  private final class Attempt {
    private final ObjectNode live;
    private final ObjectNode stated;
    private final Writer writer;
    private final ManagerId id;
    private final ManagedFields managed;
    private final ObjectNode object;
    private final Ownership.Changes changes;

    Attempt(ObjectNode live, ObjectNode stated, ManagedFields managed, Writer writer) {
      this.live = live;
      this.stated = stated;
      this.writer = writer;
      this.managed = managed;
      id = ManagerId.applying(writer.manager(), writer.subresource());
      Optional<Claim> last = managed.of(id);
      FieldType type = versions.type().fields();
      FieldSet now = versions.filter().apply(Everything.stated(stated, type));
      String time = last.map(Claim::time).orElse(UNTIMED);
      managed.put(id, new Claim(versions.apiVersion(), now, time));
      JsonNode merged = Merging.merge(live, stated, type);
      object = new Pruning(versions, managed).prune((ObjectNode) merged, last).deepCopy();
      changes = ownership.new Changes(live, object);
    }

    FieldConflicts conflicts() {
      FieldConflicts found = new FieldConflicts();
      managed
          .all()
          .forEach(
              (owner, claim) -> {
                if (!owner.equals(id)) {
                  changes
                      .inVersion(claim.apiVersion())
                      .map(Comparison::addedOrModified)
                      .ifPresent(set -> found.add(owner, claim.fields().intersection(set)));
                }
              });
      return found;
    }

    /** Takes from the others what they do not own any more. */
    ObjectNode outcome() {
      Optional<Claim> own = managed.of(id);
      managed.remove(id);
      managed.replaceAll(changes::taken);
      boolean same = Documents.same(live, object);
      own.map(claim -> claim.with(Ownership.stripped(claim.fields())))
          .map(claim -> same ? claim : claim.at(writer.time()))
          .ifPresent(claim -> managed.put(id, claim));
      ObjectNode applied = same ? live : object;
      LastApplied.refresh(applied, stated, writer);
      Documents.metadata(applied).set("managedFields", managed.encode());
      return applied;
    }
  }
}

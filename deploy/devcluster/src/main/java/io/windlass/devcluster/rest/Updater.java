package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Read, change, write: what the verbs update and patch have in common. Thread-safe; repeats the
 * change as often as another writer is faster, unless the change itself names the version.
 */
public final class Updater {
  /**
   * One write.
   *
   * @param subresource empty, or the name of one
   * @param change gets a copy of the present object in the served version
   * @param refusal makes the answer for an outcome of the change that does not decode
   */
  public record Write(
      Served served,
      ObjectKey key,
      String subresource,
      UnaryOperator<ObjectNode> change,
      WriteOptions options,
      Function<String, ApiException> refusal) {}

  private static final Set<String> OWN_OBJECTS = Set.of("scale", "binding");
  private static final String STALE =
      "the object has been modified; please apply your changes to the latest version and try again";

  private final Admission admission;
  private final Management management;

  public Updater(Admission admission, Management management) {
    this.admission = admission;
    this.management = management;
  }

  /** Carries a write out and answers the object as it is then. */
  public ObjectNode write(Write write) {
    Served served = write.served();
    while (true) {
      Stored current =
          served
              .store()
              .get(write.key())
              .orElseThrow(() -> ApiException.notFound(served.type(), write.key().name()));
      ObjectNode old = served.read(current);
      ObjectNode object = changed(write, old);
      boolean nothing = Documents.same(object, old) && isStoredAsNow(served, current);
      if (nothing || write.options().dryRun()) {
        served.rules().release(object, old);
        return object;
      }
      Optional<ObjectNode> committed = commit(served, current, object);
      if (committed.isPresent()) {
        return committed.get();
      }
      served.rules().release(object, old);
    }
  }

  // Writing an object without changing it is how it gets from one stored version to the next.
  private static boolean isStoredAsNow(Served served, Stored current) {
    return current.apiVersion().equals(served.conversion().storedApiVersion());
  }

  private ObjectNode changed(Write write, ObjectNode old) {
    ResourceType type = write.served().type();
    TypeRules rules = write.served().rules();
    ObjectNode proposed = write.change().apply(old.deepCopy());
    checked(write, () -> Bodies.checkIdentity(write.served(), proposed));
    JsonNode sent = Management.detach(proposed, old);
    Management.checkDecodes(rules, sent, Management.of(old));
    List<String> unknown = new ArrayList<>();
    checked(write, () -> unknown.addAll(Bodies.decode(write.served(), proposed, write.options())));
    write.options().report(unknown, write.refusal());
    Bodies.checkNamespace(proposed, write.key().namespace());
    Bodies.checkName(proposed, write.key().name());
    checkVersion(write, proposed, old);
    ObjectNode stated =
        ObjectMeta.inOrder(proposed, Bodies.kind(write.served(), proposed), type.apiVersion());
    ObjectMeta.restore(stated, old);
    rules.applyDefaults(stated);
    management.update(write, stated, old, sent);
    Optional<Admission.Review> review = review(write);
    ObjectNode object = review.map(r -> r.mutate(stated, Optional.of(old))).orElse(stated);
    // Who writes ephemeral containers comes to own nothing: only they are taken over.
    boolean owning = !write.subresource().equals("ephemeralcontainers");
    JsonNode managed = Management.of(owning ? object : old);
    prepare(write, object, old);
    try {
      Management.attach(object, managed);
      Management.keepTimes(object, old);
      validate(write, object, old);
      warn(write, object, old);
      review.ifPresent(r -> r.validate(object, Optional.of(old)));
      ObjectMeta.showStated(object, "", write.options().dryRun());
      return object;
    } catch (ApiException e) {
      rules.release(object, old);
      throw e;
    }
  }

  /** Subresources with objects of their own are reviewed where those objects are at hand. */
  private Optional<Admission.Review> review(Write write) {
    String subresource = write.subresource();
    return OWN_OBJECTS.contains(subresource)
        ? Optional.empty()
        : admission.of(
            new Admission.Request(
                Admission.Operation.UPDATE,
                write.served(),
                subresource,
                write.key(),
                write.options().forReview("UpdateOptions")));
  }

  // What a patch leads to need not decode: then the patch is at fault, not the body.
  private static void checked(Write write, Runnable decoding) {
    try {
      decoding.run();
    } catch (ApiException e) {
      if (e.code() == 500) {
        throw e;
      }
      ApiException refused = write.refusal().apply(e.getMessage());
      throw refused.code() == e.code() ? e : refused;
    }
  }

  private static void prepare(Write write, ObjectNode object, ObjectNode old) {
    TypeRules rules = write.served().rules();
    switch (write.subresource()) {
      case "", "scale" -> rules.prepareUpdate(object, old);
      case "status" -> rules.prepareStatus(object, old);
      // Only the namespace's own finalizers are changed through this one.
      case "finalize" -> Documents.put(object, "status", old.path("status"));
      case "binding" -> {}
      default -> rules.prepareSubresource(write.subresource(), object, old);
    }
  }

  private static void checkVersion(Write write, ObjectNode object, ObjectNode old) {
    ResourceType type = write.served().type();
    ObjectNode metadata = Documents.metadata(object);
    String stated = metadata.path("resourceVersion").asText("");
    String current = Documents.text(old, "metadata", "resourceVersion");
    if (stated.isEmpty() || stated.equals("0")) {
      if (!write.served().rules().traits().unconditionalUpdate()) {
        String why = "Invalid value: 0x0: must be specified for an update";
        Cause cause = new Cause("FieldValueInvalid", why, "metadata.resourceVersion");
        throw ApiException.invalidOfPlural(type, write.key().name(), cause);
      }
      metadata.put("resourceVersion", current);
    } else if (!ObjectMeta.isVersion(stated)) {
      throw unreadable(stated);
    } else if (!stated.equals(current)) {
      throw ApiException.conflict(type, write.key().name(), STALE);
    }
  }

  private static ApiException unreadable(String version) {
    String why = "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(version);
    return new ApiException(500, "", why, ApiException.Subject.NONE, List.of());
  }

  private static void validate(Write write, ObjectNode object, ObjectNode old) {
    ResourceType type = write.served().type();
    TypeRules rules = write.served().rules();
    List<Cause> causes =
        switch (write.subresource()) {
          case "", "scale" -> rules.validateUpdate(object, old);
          case "status", "finalize", "binding" -> rules.validateStatus(object, old);
          default -> rules.validateSubresource(write.subresource(), object, old);
        };
    if (!causes.isEmpty()) {
      String kind = Bodies.kind(write.served(), object);
      throw ApiException.invalid(type, kind, write.key().name(), causes);
    }
  }

  private static void warn(Write write, ObjectNode object, ObjectNode old) {
    if (write.subresource().isEmpty()) {
      write.served().rules().warnings(object, old).forEach(write.options().warnings());
    }
  }

  private static Optional<ObjectNode> commit(Served served, Stored current, ObjectNode object) {
    ObjectNode copy = served.toStored(object.deepCopy());
    boolean last = isLastUpdate(object);
    Optional<Stored> written =
        last ? served.store().remove(current, copy) : served.store().replace(current, copy);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Change.Kind kind = last ? Change.Kind.DELETED : Change.Kind.MODIFIED;
    served.rules().committed(new Change(kind, written.get(), Optional.of(current)));
    // A removal answers the object as it was written last, still under its old version.
    return Optional.of(last ? object : served.read(written.get()));
  }

  /** Whether this update takes away the last reason why a deleted object is still there. */
  private static boolean isLastUpdate(ObjectNode object) {
    if (!ObjectMeta.isBeingDeleted(object) || !ObjectMeta.finalizers(object).isEmpty()) {
      return false;
    }
    if (object.path("kind").asText().equals("Namespace")) {
      return Documents.at(object, "spec", "finalizers").isEmpty();
    }
    return Documents.at(object, "metadata", "deletionGracePeriodSeconds").asLong(0) == 0;
  }
}

package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission.Operation;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import java.util.List;
import java.util.Optional;

/** The verb create. Thread-safe. */
public final class Creator {
  private static final int NAME_ATTEMPTS = 8;
  private static final Assignment NOTHING = new Assignment() {};

  private final Namespaces namespaces;
  private final ClusterClock clock;
  private final Admission admission;
  private final Management management;

  public Creator(
      Namespaces namespaces, ClusterClock clock, Admission admission, Management management) {
    this.namespaces = namespaces;
    this.clock = clock;
    this.admission = admission;
    this.management = management;
  }

  /**
   * Creates an object.
   *
   * @param namespace empty for a cluster-scoped type
   * @param body is changed and becomes the answer
   */
  public ObjectNode create(Served served, String namespace, ObjectNode body, WriteOptions options) {
    return create(served, namespace, body, options, Occasion.POST);
  }

  /**
   * Creates the object of an update, or of an apply, of what is not there; it keeps more of what
   * clients have no say in.
   */
  public ObjectNode createForUpdate(
      Served served, String namespace, ObjectNode body, WriteOptions options) {
    return create(served, namespace, body, options, Occasion.PUT);
  }

  /** The same for an update of its status, which gives it none of what other new objects get. */
  public ObjectNode createForStatus(
      Served served, String namespace, ObjectNode body, WriteOptions options) {
    return create(served, namespace, body, options, Occasion.STATUS);
  }

  /** What led to an object. */
  private enum Occasion {
    POST,
    PUT,
    STATUS
  }

  private ObjectNode create(
      Served served, String namespace, ObjectNode body, WriteOptions options, Occasion occasion) {
    boolean posted = occasion == Occasion.POST;
    Assignment assignment = occasion == Occasion.STATUS ? NOTHING : served.rules();
    ResourceType type = served.type();
    JsonNode sent = decode(served, body, options);
    Bodies.checkNamespace(body, namespace);
    ObjectKey key = new ObjectKey(namespace, Documents.text(body, "metadata", "name"));
    if (!namespace.isEmpty()) {
      namespaces.checkOpenForCreation(type, namespace, key.name());
    }
    String version = Documents.text(body, "metadata", "resourceVersion");
    Optional<Admission.Review> review = review(served, key, options);
    ObjectNode stated = ObjectMeta.inOrder(body, Bodies.kind(served, body), type.apiVersion());
    if (posted) {
      ObjectMeta.wipe(stated);
    }
    served.rules().applyDefaults(stated);
    own(served, stated, sent, options, occasion);
    ObjectNode object = review.map(r -> admitted(served, stated, r)).orElse(stated);
    if (posted) {
      ObjectMeta.wipe(object);
    }
    ObjectMeta.identify(object, clock.now());
    boolean generated = nameIfAsked(served, object);
    refuse(served, object, assignment.allocate(object));
    boolean stored = false;
    try {
      check(served, object, options);
      review.ifPresent(r -> r.validate(object, Optional.empty()));
      showVersion(object, version, options, posted);
      ObjectNode answer = store(served, object, generated, options);
      stored = !options.dryRun();
      return answer;
    } finally {
      if (!stored) {
        assignment.release(object, MissingNode.getInstance());
      }
    }
  }

  /** Makes of a body an object of the type, and answers the managedFields that it came with. */
  private static JsonNode decode(Served served, ObjectNode body, WriteOptions options) {
    Bodies.checkIdentity(served, body);
    JsonNode sent = Management.detach(body);
    Management.checkDecodes(served.rules(), sent, MissingNode.getInstance());
    List<String> unknown = Bodies.decode(served, body, options);
    options.report(unknown, why -> Bodies.undecodable(served.type(), why));
    return sent;
  }

  private void own(
      Served served, ObjectNode object, JsonNode sent, WriteOptions options, Occasion occasion) {
    switch (occasion) {
      case POST, PUT -> management.create(served, object, sent, options);
      case STATUS -> management.createStatus(served, object, sent, options);
    }
  }

  private Optional<Admission.Review> review(Served served, ObjectKey key, WriteOptions options) {
    return admission.of(
        new Admission.Request(
            Operation.CREATE, served, "", key, options.forReview("CreateOptions")));
  }

  private static void check(Served served, ObjectNode object, WriteOptions options) {
    served.rules().prepareCreate(object);
    refuse(served, object, served.rules().validateCreate(object));
    served.rules().warnings(object, MissingNode.getInstance()).forEach(options.warnings());
  }

  private static void showVersion(
      ObjectNode object, String version, WriteOptions options, boolean posted) {
    boolean stated = ObjectMeta.isVersion(version) && !version.equals("0");
    if (posted && stated && !options.dryRun()) {
      String why = "resourceVersion should not be set on objects to be created";
      throw new ApiException(500, "", why, Subject.NONE, List.of());
    }
    ObjectMeta.showStated(object, version, options.dryRun());
  }

  private static ObjectNode admitted(Served served, ObjectNode object, Admission.Review review) {
    served.rules().admit(object);
    ObjectNode mutated = review.mutate(object, Optional.empty());
    served.rules().applyDefaults(mutated);
    return mutated;
  }

  private static boolean nameIfAsked(Served served, ObjectNode object) {
    ObjectNode metadata = Documents.metadata(object);
    boolean generated =
        metadata.path("name").asText().isEmpty() && ObjectMeta.generateName(metadata);
    if (generated) {
      served.rules().applyDefaults(object);
    }
    return generated;
  }

  private static ObjectNode store(
      Served served, ObjectNode object, boolean generated, WriteOptions options) {
    ObjectNode metadata = Documents.metadata(object);
    for (int attempt = 1; ; attempt++) {
      if (options.dryRun()) {
        return checkFree(served, object);
      }
      ObjectNode stored = served.toStored(object.deepCopy());
      Optional<Stored> created = served.store().create(stored);
      if (created.isPresent()) {
        Change change = new Change(Change.Kind.ADDED, created.get(), Optional.empty());
        served.rules().committed(change);
        return served.read(created.get());
      }
      if (!generated || attempt == NAME_ATTEMPTS) {
        throw ApiException.alreadyExists(served.type(), metadata.path("name").asText());
      }
      ObjectMeta.generateName(metadata);
    }
  }

  private static void refuse(Served served, ObjectNode object, List<Cause> causes) {
    if (!causes.isEmpty()) {
      String name = Documents.text(object, "metadata", "name");
      throw ApiException.invalid(served.type(), Bodies.kind(served, object), name, causes);
    }
  }

  private static ObjectNode checkFree(Served served, ObjectNode object) {
    String name = Documents.text(object, "metadata", "name");
    if (served.store().get(Keys.of(object)).isPresent()) {
      throw ApiException.alreadyExists(served.type(), name);
    }
    return object;
  }
}

package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.print.TablePrinter;
import io.windlass.devcluster.schema.TypeSchema;
import io.windlass.devcluster.select.SelectorText;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The scale subresource: an {@code autoscaling/v1} view of an object. Thread-safe. */
public final class Scales {
  private static final Map<String, String> NAMED_WHOLE =
      Map.of(
          "deployments.apps", "apps",
          "replicasets.apps", "apps",
          "replicationcontrollers", "autoscaling");

  private final Updater updater;
  private final Admission admission;
  private final ScaleManagement management;
  private final TypeSchema shape;
  private final TablePrinter printer;

  public Scales(
      Updater updater,
      Admission admission,
      ScaleManagement management,
      TypeSchema shape,
      TablePrinter printer) {
    this.shape = shape;
    this.printer = printer;
    this.updater = updater;
    this.admission = admission;
    this.management = management;
  }

  /** How scales are shown in tables. */
  public TablePrinter printer() {
    return printer;
  }

  /** The scale of an object. */
  public ObjectNode get(Served served, ObjectKey key) {
    Stored stored = served.store().get(key).orElseThrow(() -> missing(served.type(), key.name()));
    return scale(served.read(stored), paths(served));
  }

  /** Replaces the scale, whatever it was; a 400 for a body that is none. */
  public ObjectNode replace(Served served, ObjectKey key, ObjectNode body, WriteOptions options) {
    refuseOthers(body, ApiException::badRequest);
    Bodies.checkName(body, key.name());
    return write(
        served, key, new Changing(old -> body.deepCopy(), ApiException::badRequest), options);
  }

  /**
   * How a scale is to change.
   *
   * @param refusal makes the answer for an outcome that is no scale
   */
  public record Changing(
      UnaryOperator<ObjectNode> change, Function<String, ApiException> refusal) {}

  /** Changes the wanted number of replicas by changing the scale. */
  public ObjectNode write(Served served, ObjectKey key, Changing changing, WriteOptions options) {
    ScalePaths paths = paths(served);
    Optional<Admission.Review> review =
        admission.of(
            new Admission.Request(
                Admission.Operation.UPDATE,
                served,
                "scale",
                key,
                options.forReview("UpdateOptions")));
    UnaryOperator<ObjectNode> scaled =
        object -> {
          ObjectNode before = scale(object, paths);
          ObjectNode start = before.deepCopy();
          Management.attach(start, management.replicas(served, object).ofScale());
          ObjectNode wanted = changing.change().apply(start);
          refuseOthers(wanted, changing.refusal());
          JsonNode managed =
              management.update(
                  served, new ScaleManagement.Change(object, before, wanted), options);
          ObjectNode admitted = review.map(r -> reviewed(r, wanted, before)).orElse(wanted);
          checkReplicas(served, object, admitted);
          ObjectNode scaledObject = take(object, admitted, paths);
          Management.attach(scaledObject, managed);
          return scaledObject;
        };
    Updater.Write write =
        new Updater.Write(served, key, "scale", scaled, options, ApiException::badRequest);
    return scale(updater.write(write), paths);
  }

  /** Applies a configuration of the scale. */
  ObjectNode apply(Applier.Request request, WriteOptions options) {
    return write(
        request.served(),
        request.key(),
        new Changing(
            before -> management.apply(request, before, options), ApiException::badRequest),
        options);
  }

  private void refuseOthers(ObjectNode scale, Function<String, ApiException> refusal) {
    String kind = scale.path("kind").asText("");
    String version = scale.path("apiVersion").asText("");
    String fault = shape.decodeFaults(scale).stream().findFirst().orElse("");
    boolean other =
        !List.of("", "Scale").contains(kind) || !List.of("", "autoscaling/v1").contains(version);
    if (other || !fault.isEmpty()) {
      throw refusal.apply(
          "%s in version \"%s\" cannot be handled as a Scale: %s"
              .formatted(kind, version, other ? "unknown conversion" : fault));
    }
  }

  private static ObjectNode reviewed(
      Admission.Review review, ObjectNode wanted, ObjectNode before) {
    ObjectNode admitted = review.mutate(wanted, Optional.of(before));
    review.validate(admitted, Optional.of(before));
    return admitted;
  }

  // Of most built-in types it is the subresource that is not found.
  private static ApiException missing(ResourceType type, String name) {
    ApiException plain = ApiException.notFound(type, name);
    String group = NAMED_WHOLE.getOrDefault(type.qualifiedName(), "");
    if (group.isEmpty()) {
      return plain;
    }
    String kind = type.plural() + "/scale";
    String message = "%s.%s \"%s\" not found".formatted(kind, group, name);
    return new ApiException(
        plain.code(), plain.reason(), message, new Subject(group, kind, name), List.of());
  }

  private static ScalePaths paths(Served served) {
    return served.scale().orElseThrow(Registry::noSuchType);
  }

  private static ObjectNode scale(ObjectNode object, ScalePaths paths) {
    ObjectNode scale = Documents.object();
    scale.put("kind", "Scale");
    scale.put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      Documents.put(metadata, field, Documents.at(object, "metadata", field));
    }
    JsonNode replicas = at(object, paths.specReplicas());
    ObjectNode spec = scale.putObject("spec");
    if (replicas.asInt(0) != 0) {
      spec.set("replicas", replicas);
    }
    ObjectNode status = scale.putObject("status");
    status.put("replicas", at(object, paths.statusReplicas()).asInt(0));
    String selector = SelectorText.of(at(object, paths.labelSelector()));
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return scale;
  }

  private static ObjectNode take(ObjectNode object, ObjectNode wanted, ScalePaths paths) {
    checkName(object, wanted);
    JsonNode replicas = Documents.at(wanted, "spec", "replicas");
    String version = Documents.text(wanted, "metadata", "resourceVersion");
    if (!version.isEmpty()) {
      Documents.metadata(object).put("resourceVersion", version);
    }
    List<String> path = paths.specReplicas();
    ObjectNode parent = object;
    for (String field : path.subList(0, path.size() - 1)) {
      parent = Documents.child(parent, field);
    }
    parent.put(path.getLast(), replicas.asInt(0));
    return object;
  }

  // Of a custom resource the number is judged with the whole object, by its schema and its rules.
  private static void checkReplicas(Served served, ObjectNode object, ObjectNode wanted) {
    int replicas = Documents.at(wanted, "spec", "replicas").asInt(0);
    if (replicas < 0 && !served.rules().itemsStateKind()) {
      String why = "Invalid value: %d: should be a non-negative integer".formatted(replicas);
      throw invalid(object, new Cause("FieldValueInvalid", why, "spec.replicas"));
    }
  }

  private static void checkName(ObjectNode object, ObjectNode wanted) {
    String stated = Documents.text(wanted, "metadata", "name");
    String name = Documents.text(object, "metadata", "name");
    if (!stated.isEmpty() && !stated.equals(name)) {
      throw ApiException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(stated, name));
    }
  }

  private static ApiException invalid(ObjectNode object, Cause cause) {
    String name = Documents.text(object, "metadata", "name");
    return new ApiException(
        422,
        "Invalid",
        "Scale.autoscaling \"%s\" is invalid: %s: %s"
            .formatted(name, cause.field(), cause.message()),
        new Subject("autoscaling", "Scale", name),
        List.of(cause));
  }

  private static JsonNode at(ObjectNode object, List<String> path) {
    return path.isEmpty()
        ? MissingNode.getInstance()
        : Documents.at(object, path.toArray(String[]::new));
  }
}

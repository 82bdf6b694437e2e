package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.conversion.VersionConverter;
import io.windlass.devcluster.conversion.WebhookConverter;
import io.windlass.devcluster.crd.CompiledSchemas.Compiled;
import io.windlass.devcluster.rest.Conversion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The forms of a custom resource's objects: as stored and as served in one version. Objects out of
 * the store get the defaults that the storage version has by now, and every form keeps only what
 * its schema states. Immutable and thread-safe.
 */
record VersionForms(Form served, Form stored, VersionConverter converter) {

  /** A version and its schema. */
  record Form(String apiVersion, Compiled schema) {}

  Conversion conversion() {
    boolean remote = converter instanceof WebhookConverter;
    return new Conversion(
        stored.apiVersion(),
        object -> fromStored(List.of(object)).getFirst(),
        this::toStored,
        remote ? Optional.of(this::fromStored) : Optional.empty(),
        Math.max(served.schema().since(), stored.schema().since()));
  }

  private List<ObjectNode> fromStored(List<ObjectNode> objects) {
    List<ObjectNode> others = new ArrayList<>();
    for (ObjectNode object : objects) {
      if (isOf(object, stored)) {
        stored.schema().shape().prune(object);
        stored.schema().shape().applyDefaults(object);
      }
      if (!isOf(object, served)) {
        others.add(object);
      }
    }
    if (others.isEmpty()) {
      return objects;
    }
    List<ObjectNode> converted = new ArrayList<>(converter.convert(others, served.apiVersion()));
    converted.forEach(object -> served.schema().shape().prune(object));
    return merged(objects, converted);
  }

  private List<ObjectNode> merged(List<ObjectNode> objects, List<ObjectNode> converted) {
    if (converted.size() == objects.size()) {
      return converted;
    }
    List<ObjectNode> all = new ArrayList<>(objects.size());
    int next = 0;
    for (ObjectNode object : objects) {
      all.add(isOf(object, served) ? object : converted.get(next++));
    }
    return all;
  }

  private ObjectNode toStored(ObjectNode object) {
    if (isOf(object, stored)) {
      return object;
    }
    ObjectNode converted = converter.convert(List.of(object), stored.apiVersion()).getFirst();
    stored.schema().shape().prune(converted);
    return converted;
  }

  private static boolean isOf(ObjectNode object, Form form) {
    return object.path("apiVersion").asText().equals(form.apiVersion());
  }
}

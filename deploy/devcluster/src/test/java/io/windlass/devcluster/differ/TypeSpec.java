package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/**
 * What the generator knows of one type: samples from {@code types.yaml}, fields from the referee.
 *
 * @param spec its entry in the file
 * @param schema of its objects
 */
record TypeSpec(ObjectNode spec, Schemas schemas, JsonNode schema) {

  /** The entries of {@code types.yaml}. */
  static List<ObjectNode> entries() {
    try (InputStream in = TypeSpec.class.getResourceAsStream("types.yaml")) {
      return Documents.objects(YamlDocuments.parse(in.readAllBytes()).path("types"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String lane() {
    return spec.path("lane").asText(plural());
  }

  String plural() {
    return spec.path("plural").asText();
  }

  String kind() {
    return spec.path("kind").asText();
  }

  String apiVersion() {
    return spec.path("apiVersion").asText();
  }

  boolean isNamespaced() {
    return !spec.path("scope").asText().equals("cluster");
  }

  boolean isRaced() {
    return spec.path("raced").asBoolean();
  }

  /** Whether a list is narrowed to the objects of the run, because there are others. */
  boolean isShared() {
    return !isNamespaced() || spec.path("furnished").asBoolean();
  }

  /** Whether the server names an object that has no name. */
  boolean isNamedByServer() {
    return spec.path("named").asBoolean();
  }

  /** Whether claims are bound after every write, as the stand-in of the referee does. */
  boolean isBound() {
    return spec.path("bound").asBoolean();
  }

  /** Whether deletion takes controllers, so that it would race the series. */
  boolean isUndeletable() {
    return spec.path("undeletable").asBoolean();
  }

  /** Whether a controller ends a deletion, so that the series waits for it. */
  boolean isSettling() {
    return spec.path("settling").asBoolean();
  }

  /** Whether deletion waits for the garbage collector unless it says that it does not. */
  boolean isOrphaning() {
    return spec.path("orphaning").asBoolean();
  }

  /** The namespace of the lane, which a lane of a cluster-scoped type has, too. */
  String namespace() {
    return "{run}-" + lane();
  }

  String base() {
    return (apiVersion().contains("/") ? "/apis/" : "/api/") + apiVersion();
  }

  String collection() {
    return base() + (isNamespaced() ? "/namespaces/" + namespace() : "") + "/" + plural();
  }

  /** The name of an object, given a short one; unique in the run if the type is cluster-scoped. */
  String named(String shortName) {
    String form = spec.path("names").asText(isNamespaced() ? "%s" : "{run}-%s");
    return form.replace("%s", shortName);
  }

  /** Whether mutations leave a place alone. */
  boolean keeps(String path) {
    for (JsonNode kept : spec.path("keep")) {
      if (path.equals(kept.asText()) || path.startsWith(kept.asText() + "/")) {
        return true;
      }
    }
    return false;
  }

  List<String> texts(String field) {
    return Documents.texts(spec.path(field));
  }

  List<ObjectNode> objects(String field) {
    return Documents.objects(spec.path(field));
  }

  /** A good object. */
  ObjectNode sample(String name, Random random) {
    List<ObjectNode> samples = objects("samples");
    ObjectNode object = Documents.object();
    object.put("apiVersion", apiVersion()).put("kind", kind());
    object.setAll(samples.get(random.nextInt(samples.size())).deepCopy());
    ObjectNode metadata = Documents.metadata(object);
    metadata.put("name", name);
    if (isShared() && random.nextInt(3) > 0) {
      Documents.child(metadata, "labels").put("run", "{run}");
    }
    return object;
  }
}

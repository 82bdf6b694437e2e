package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes patches of every kind, and writes to subresources. Used by one thread. */
final class Patching {
  private static final List<String> OPERATIONS =
      List.of("add", "replace", "remove", "test", "copy", "move", "add", "replace", "frob");

  private final TypeSpec type;
  private final Random random;
  private final Mutations mutations;

  Patching(TypeSpec type, Random random, Mutations mutations) {
    this.type = type;
    this.random = random;
    this.mutations = mutations;
  }

  /** A patch of an object. */
  Step step(String name) {
    String path = type.collection() + "/" + name;
    return options(patch(path, name));
  }

  private Step patch(String path, String name) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> patch(path, name, "merge-patch+json", broken(change().toString()));
      case 2, 3 -> patch(path, name, "strategic-merge-patch+json", broken(strategic().toString()));
      case 4, 5 -> patch(path, name, "json-patch+json", broken(jsonPatch().toString()));
      default -> apply(path, name);
    };
  }

  private Step options(Step step) {
    return switch (random.nextInt(16)) {
      case 0 -> step.with("dryRun=All");
      case 1 -> step.with("fieldValidation=Strict");
      case 2 -> step.with("fieldValidation=Warn");
      case 3 -> step.with("fieldManager=m2");
      case 4 -> step.with("force=true");
      default -> step;
    };
  }

  /** A merge patch: part of another sample, or a single good edit. */
  ObjectNode change() {
    List<ObjectNode> edits = type.objects("edits");
    if (!edits.isEmpty() && random.nextInt(3) == 0) {
      return edits.get(random.nextInt(edits.size())).deepCopy();
    }
    ObjectNode sample = type.sample("", random);
    sample.remove("metadata");
    if (random.nextInt(3) == 0) {
      mutations.mutate(sample);
    }
    ObjectNode patch = Documents.object();
    cut(sample, patch);
    if (random.nextInt(4) == 0) {
      Documents.child(Documents.metadata(patch), "labels").put("n", "" + random.nextInt(4));
    }
    if (random.nextInt(12) == 0) {
      Documents.metadata(patch).putNull("finalizers");
    }
    return patch;
  }

  /** Copies one branch of a tree. */
  private void cut(ObjectNode from, ObjectNode to) {
    List<String> names = new ArrayList<>();
    from.fieldNames().forEachRemaining(names::add);
    names.remove("apiVersion");
    names.remove("kind");
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    JsonNode value = from.path(name);
    if (value instanceof ObjectNode object && random.nextInt(4) > 0) {
      cut(object, to.putObject(name));
    } else {
      to.set(name, random.nextInt(8) == 0 ? JsonNodeFactory.instance.nullNode() : value);
    }
  }

  private ObjectNode strategic() {
    ObjectNode patch = change();
    switch (random.nextInt(8)) {
      case 0 ->
          directive(
              patch,
              "$patch",
              JsonNodeFactory.instance.textNode(
                  pick(List.of("delete", "replace", "merge", "odd"))));
      case 1 -> directive(patch, "$retainKeys", JsonNodeFactory.instance.arrayNode().add("type"));
      default -> {}
    }
    return patch;
  }

  private void directive(ObjectNode patch, String name, JsonNode value) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(patch, objects);
    if (objects.size() > 1) {
      objects.get(1 + random.nextInt(objects.size() - 1)).set(name, value);
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  private ArrayNode jsonPatch() {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(2); i >= 0; i--) {
      ObjectNode sample = type.sample("", random);
      List<String> pointers = new ArrayList<>();
      pointers(sample, "", pointers);
      pointers.removeIf(p -> type.keeps(p) || p.equals("/metadata") || p.equals("/metadata/name"));
      String pointer = pointers.get(random.nextInt(pointers.size()));
      ObjectNode operation = patch.addObject();
      operation.put("op", pick(OPERATIONS));
      operation.put("path", random.nextInt(10) == 0 ? pointer + "/zz" : pointer);
      if (random.nextInt(5) > 0) {
        operation.set("value", random.nextInt(3) == 0 ? Values.any(random) : sample.at(pointer));
      }
      if (random.nextInt(4) == 0) {
        operation.put("from", pointers.get(random.nextInt(pointers.size())));
      }
    }
    return patch;
  }

  private static void pointers(JsonNode node, String path, List<String> found) {
    if (node instanceof ObjectNode object) {
      for (var field : object.properties()) {
        String at = path + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
        found.add(at);
        pointers(field.getValue(), at, found);
      }
    } else if (node instanceof ArrayNode array) {
      found.add(path + "/-");
      for (int i = 0; i < array.size(); i++) {
        found.add(path + "/" + i);
        pointers(array.path(i), path + "/" + i, found);
      }
    }
  }

  private Step apply(String path, String name) {
    ObjectNode object = type.sample(name, random);
    // What a sample keeps out of the hands of controllers must not get lost.
    if (random.nextInt(2) == 0 && !type.keeps("/spec/schedulerName")) {
      ObjectNode part = Documents.object();
      part.put("apiVersion", type.apiVersion()).put("kind", type.kind());
      part.setAll(change());
      Documents.metadata(part).put("name", name);
      object = part;
    }
    if (random.nextInt(5) == 0) {
      mutations.mutate(object);
    }
    Step step = patch(path, name, "apply-patch+yaml", broken(object.toString()));
    if (random.nextInt(12) > 0) {
      step = step.with("fieldManager=" + pick(List.of("m1", "m2", "m3")));
    }
    return random.nextInt(3) == 0 ? step.with("force=true") : step;
  }

  /** A write to, or a read of, a subresource. */
  Step subresource(String name, String subresource) {
    String path = type.collection() + "/" + name + "/" + subresource;
    List<ObjectNode> bodies = type.objects("status-" + subresource);
    List<ObjectNode> found = bodies.isEmpty() ? type.objects("statuses") : bodies;
    ObjectNode body = found.isEmpty() ? change() : found.get(random.nextInt(found.size()));
    if (subresource.equals("scale")) {
      body = Documents.object();
      body.putObject("spec").set("replicas", Values.integer(random));
    }
    if (random.nextInt(4) == 0) {
      body = body.deepCopy();
      mutations.mutate(body);
    }
    return switch (random.nextInt(6)) {
      case 0 -> Step.read(type.lane(), path, name);
      case 1 -> Step.write(type.lane(), "EDIT", path, name, body.toString());
      case 2 -> patch(path, name, "strategic-merge-patch+json", body.toString());
      case 3 -> {
        ObjectNode whole = type.sample(name, random);
        whole.setAll(body.deepCopy());
        yield Step.write(type.lane(), "PUT", path, name, whole.toString());
      }
      default -> patch(path, name, "merge-patch+json", body.toString());
    };
  }

  private String broken(String text) {
    return switch (random.nextInt(60)) {
      case 0 -> text.substring(1);
      case 1 -> "[]";
      case 2 -> "{}";
      case 3 -> "null";
      case 4 -> "7";
      case 5 -> "";
      default -> text;
    };
  }

  private Step patch(String path, String name, String kind, String body) {
    return Step.patch(type.lane(), path, name, kind, body);
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}

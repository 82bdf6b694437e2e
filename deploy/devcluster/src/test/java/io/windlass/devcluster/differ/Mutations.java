package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes objects wrong, or right in another way. Used by one thread. */
final class Mutations {
  private final TypeSpec type;
  private final Random random;

  Mutations(TypeSpec type, Random random) {
    this.type = type;
    this.random = random;
  }

  /** A place in a tree: a field of an object or an element of an array. */
  private record Place(JsonNode parent, String key, String path, JsonNode schema) {
    JsonNode value() {
      return parent instanceof ArrayNode array
          ? array.path(Integer.parseInt(key))
          : parent.path(key);
    }

    void set(JsonNode value) {
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(key), value);
      } else if (parent instanceof ObjectNode object) {
        object.set(key, value);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode array) {
        array.remove(Integer.parseInt(key));
      } else if (parent instanceof ObjectNode object) {
        object.remove(key);
      }
    }
  }

  /** Changes one place of an object, in place. */
  void mutate(ObjectNode object) {
    if (random.nextInt(6) == 0) {
      metadata(Documents.metadata(object));
      return;
    }
    List<Place> places = new ArrayList<>();
    collect(object, "", type.schema(), places);
    if (places.isEmpty()) {
      return;
    }
    Place place = places.get(random.nextInt(places.size()));
    switch (random.nextInt(9)) {
      case 0, 1 -> place.remove();
      case 2 -> place.set(Values.any(random));
      case 3 -> place.set(type.schemas().value(place.schema(), random));
      case 4 -> like(place);
      case 5 -> grow(place);
      default -> addKnown(object, places);
    }
  }

  private void like(Place place) {
    JsonNode value = place.value();
    if (value.isNumber()) {
      place.set(Values.integer(random));
    } else if (value.isTextual()) {
      place.set(Values.text(random));
    } else {
      place.set(Values.any(random));
    }
  }

  private void grow(Place place) {
    if (place.value() instanceof ArrayNode array) {
      array.add(
          array.isEmpty() || random.nextBoolean()
              ? type.schemas().value(type.schemas().items(place.schema()), random)
              : array.path(0).deepCopy());
    } else if (place.value() instanceof ObjectNode object) {
      object.set("unknownField", Values.any(random));
    } else {
      place.remove();
    }
  }

  /** Adds a field that the type has and the object has not. */
  private void addKnown(ObjectNode object, List<Place> places) {
    List<Place> objects = new ArrayList<>();
    places.stream().filter(p -> p.value().isObject()).forEach(objects::add);
    if (objects.isEmpty() || random.nextInt(6) == 0) {
      addTo(object, type.schema(), "");
      return;
    }
    Place place = objects.get(random.nextInt(objects.size()));
    addTo((ObjectNode) place.value(), place.schema(), place.path());
  }

  private void addTo(ObjectNode object, JsonNode schema, String path) {
    JsonNode plain = type.schemas().plain(schema);
    List<String> names = new ArrayList<>();
    plain.path("properties").fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> object.has(name) || type.keeps(path + "/" + name));
    if (!names.isEmpty()) {
      String name = names.get(random.nextInt(names.size()));
      object.set(name, type.schemas().value(type.schemas().child(plain, name), random));
    }
  }

  private void collect(JsonNode node, String path, JsonNode schema, List<Place> places) {
    if (node instanceof ObjectNode object) {
      for (var field : object.properties()) {
        String at = path + "/" + field.getKey();
        if (!at.equals("/metadata") && !type.keeps(at)) {
          JsonNode child = type.schemas().child(schema, field.getKey());
          places.add(new Place(object, field.getKey(), at, child));
          collect(field.getValue(), at, child, places);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode child = type.schemas().items(schema);
        places.add(new Place(array, Integer.toString(i), path, child));
        collect(array.path(i), path, child, places);
      }
    }
  }

  private void metadata(ObjectNode metadata) {
    switch (random.nextInt(14)) {
      case 0 -> metadata.putObject("labels").put("a", "b").put("example.com/c", "");
      case 1 -> metadata.putObject("labels").set(Values.text(random).asText(), Values.text(random));
      case 2 -> metadata.putObject("annotations").set("a", Values.text(random));
      case 3 ->
          metadata.putObject("annotations").set(Values.text(random).asText(), Values.any(random));
      case 4 -> metadata.putArray("finalizers").add("example.com/hold");
      case 5 -> metadata.putArray("finalizers").add(Values.text(random));
      case 6 -> owner(metadata);
      case 7 -> name(metadata, Values.text(random).asText());
      case 8 -> metadata.put("namespace", "elsewhere");
      case 9 -> metadata.put("creationTimestamp", "2020-01-01T00:00:00Z").put("generation", 7);
      case 10 ->
          metadata.put(
              type.isUndeletable() ? "selfLink" : "deletionTimestamp", "2020-01-01T00:00:00Z");
      case 11 -> metadata.put("uid", "00000000-0000-0000-0000-000000000009");
      case 12 -> metadata.put("selfLink", "/x").put("resourceVersion", "{old:a}");
      default -> metadata.set("labels", Values.any(random));
    }
  }

  // Objects of the cluster keep out of the way of other runs.
  private void name(ObjectNode metadata, String text) {
    boolean own = type.isNamespaced() || text.isEmpty();
    metadata.put("name", own ? text : "{run}" + text);
  }

  private void owner(ObjectNode metadata) {
    ObjectNode owner = metadata.putArray("ownerReferences").addObject();
    // An owner that is there, lest the garbage collectors race the series.
    String namespace = type.namespace();
    owner.put("apiVersion", "v1").put("kind", "Namespace").put("name", namespace);
    owner.put("uid", "{uid:" + namespace.replace("{run}", "*") + "}");
    switch (random.nextInt(6)) {
      case 0 -> owner.put("controller", true).put("blockOwnerDeletion", true);
      case 1 -> owner.remove("uid");
      case 2 -> owner.put("apiVersion", "a/b/c");
      case 3 -> owner.put("kind", "");
      case 4 -> metadata.withArray("ownerReferences").add(owner.deepCopy().put("controller", true));
      default -> owner.put("controller", true);
    }
  }
}

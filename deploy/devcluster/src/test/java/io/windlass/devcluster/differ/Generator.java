package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the series of one type: the same seed makes the same series. Names are few, so that most
 * requests meet an object. Used once.
 */
final class Generator {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final List<String> CREATE_OPTIONS =
      List.of(
          "dryRun=All",
          "dryRun=All",
          "dryRun=Some",
          "fieldValidation=Strict",
          "fieldValidation=Strict",
          "fieldValidation=Warn",
          "fieldValidation=Ignore",
          "fieldValidation=Other",
          "fieldManager=m1",
          "fieldManager=" + "m".repeat(130),
          "pretty=true");

  private final TypeSpec type;
  private final Random random;
  private final Mutations mutations;
  private final Patching patching;
  private final Reading reading;
  private final List<Step> steps = new ArrayList<>();

  private Generator(TypeSpec type, long seed) {
    this.type = type;
    this.random = new Random(seed ^ ((long) type.lane().hashCode() << 20));
    this.mutations = new Mutations(type, random);
    this.patching = new Patching(type, random, mutations);
    this.reading = new Reading(type, random);
  }

  /** The lane of a type with this many requests, but for its preparation. */
  static Lane lane(TypeSpec type, long seed, int requests) {
    Generator generator = new Generator(type, seed);
    generator.prepare();
    for (int i = 0; i < requests; i++) {
      generator.next();
    }
    // With dice of its own, so that what is asked here does not change what is asked above.
    Random others = new Random(generator.random.nextLong());
    generator.steps.addAll(new Forms(type, others).steps());
    generator.steps.addAll(new Endings(type, others).steps());
    generator.steps.addAll(new Watching(type, others).steps());
    generator.finish();
    return new Lane(type.lane(), type.kind(), type.collection(), type.isRaced(), generator.steps);
  }

  private void prepare() {
    ObjectNode namespace = Documents.object();
    namespace.putObject("metadata").put("name", type.namespace());
    add(write("POST", "/api/v1/namespaces", "", namespace.toString()).uncompared());
    String account = "/api/v1/namespaces/" + type.namespace() + "/serviceaccounts/default";
    add(new Step(type.lane(), "AWAIT", account, "", "", Step.JSON, "", false));
    for (ObjectNode setup : type.objects("setup")) {
      String path = setup.path("path").asText();
      if (setup.has("body")) {
        add(write("POST", path, "", setup.path("body").toString()).uncompared());
      } else {
        add(new Step(type.lane(), "AWAIT", path, "", "", Step.JSON, "", false));
      }
    }
    add(whole().uncompared());
  }

  /** The list of all objects of the run. */
  private Step whole() {
    Step list = Step.read(type.lane(), type.collection(), "");
    return type.isShared() ? list.with("labelSelector=run%3D{run}") : list;
  }

  private void finish() {
    for (String name : NAMES) {
      add(Step.read(type.lane(), path(type.named(name)), type.named(name)));
    }
    add(whole());
  }

  private void next() {
    int dice = random.nextInt(100);
    if (type.isUndeletable() && dice >= 82 && dice < 92) {
      dice = 70;
    }
    String name = type.named(NAMES.get(random.nextInt(NAMES.size())));
    if (dice < 22) {
      create(name);
    } else if (dice < 34) {
      update(name);
    } else if (dice < 64) {
      add(patching.step(name));
    } else if (dice < 82) {
      add(reading.step(name));
    } else if (dice < 92) {
      delete(name);
    } else if (dice < 97) {
      subresource(name);
    } else {
      add(reading.odd(name));
    }
  }

  private void create(String name) {
    ObjectNode object = maybeWrong(type.sample(name, random));
    if (random.nextInt(12) == 0) {
      Documents.metadata(object).remove("name");
      Documents.metadata(object).put("generateName", name + steps.size() + "-");
      name = "";
    } else {
      name = Documents.text(object, "metadata", "name");
    }
    Step step = write("POST", type.collection(), name, text(object));
    add(random.nextInt(4) == 0 ? step.with(pick(CREATE_OPTIONS)) : step);
    if (type.isNamedByServer()) {
      endNameless(step);
    }
  }

  /** A name that is made up whole has no place in lists that both sides have in common. */
  private void endNameless(Step create) {
    if (create.name().isEmpty() || create.body().equals("null")) {
      add(write("DELETE", path("{last}"), "{last}", "{}").uncompared());
    }
  }

  private void update(String name) {
    if (random.nextInt(3) > 0) {
      ObjectNode edit = Documents.object();
      if (random.nextInt(4) > 0) {
        edit = patching.change();
      }
      add(write("EDIT", path(name), name, edit.toString()));
      return;
    }
    ObjectNode object = maybeWrong(type.sample(name, random));
    ObjectNode metadata = Documents.metadata(object);
    switch (random.nextInt(6)) {
      case 0 -> metadata.put("resourceVersion", "{old:" + star(name) + "}");
      case 1 -> metadata.put("uid", "{uid:" + star(name) + "}");
      case 2 -> metadata.put("resourceVersion", "1");
      case 3 -> {}
      default -> metadata.put("resourceVersion", "{rv:" + star(name) + "}");
    }
    Step step = write("PUT", path(name), name, text(object));
    add(random.nextInt(4) == 0 ? step.with(pick(CREATE_OPTIONS)) : step);
  }

  private void delete(String name) {
    deletion(name);
    if (type.isSettling()) {
      NAMES.forEach(n -> add(Step.settle(type.lane(), path(type.named(n)), type.named(n))));
    }
  }

  private void deletion(String name) {
    if (random.nextInt(12) == 0) {
      String selector =
          random.nextBoolean() ? "labelSelector=a%3Db,run%3D{run}" : "labelSelector=run%3D{run}";
      String wanted = !type.isShared() && random.nextBoolean() ? "limit=500" : selector;
      add(write("DELETE", type.collection(), "", deleteOptions("")).with(wanted));
      return;
    }
    if (random.nextInt(3) == 0 && !type.isOrphaning()) {
      add(new Step(type.lane(), "DELETE", path(name), name, "", Step.JSON, "", true));
      return;
    }
    add(write("DELETE", path(name), name, deleteOptions(name)));
  }

  private String deleteOptions(String name) {
    ObjectNode options = Documents.object();
    switch (random.nextInt(12)) {
      case 0 -> options.putObject("preconditions").put("uid", "{uid:" + star(name) + "}");
      case 1 -> options.putObject("preconditions").put("uid", "x");
      case 2 ->
          options.putObject("preconditions").put("resourceVersion", "{old:" + star(name) + "}");
      case 3 ->
          options.putObject("preconditions").put("resourceVersion", "{rv:" + star(name) + "}");
      case 4 -> options.put("gracePeriodSeconds", random.nextInt(3) * 10 - 10);
      case 5 -> options.put("propagationPolicy", random.nextBoolean() ? "Background" : "Sideways");
      case 6 -> options.putArray("dryRun").add(random.nextInt(3) == 0 ? "Some" : "All");
      case 7 -> options.put("kind", "DeleteOptions").put("apiVersion", "v1");
      case 8 -> options.put("orphanDependents", false);
      case 9 -> options.set("gracePeriodSeconds", Values.any(random));
      default -> {}
    }
    if (type.isOrphaning()) {
      options.put("propagationPolicy", "Background");
    }
    return options.toString();
  }

  private void subresource(String name) {
    List<String> names = type.texts("subresources");
    if (names.isEmpty()) {
      add(Step.read(type.lane(), path(name), name));
      return;
    }
    String subresource = pick(names);
    add(patching.subresource(name, subresource));
  }

  private ObjectNode maybeWrong(ObjectNode object) {
    for (int i = random.nextInt(10) < 5 ? 0 : 1 + random.nextInt(2); i > 0; i--) {
      mutations.mutate(object);
    }
    return object;
  }

  /** The body as text, which is sometimes not even the JSON that it should be. */
  private String text(ObjectNode object) {
    String text = object.toString();
    return switch (random.nextInt(80)) {
      case 0 -> text.substring(0, text.length() / 2);
      case 1 -> text.replaceFirst("\\{", "{\"kind\":\"Other\",");
      case 2 -> text.replaceFirst("\"metadata\":\\{", "\"metadata\":{\"name\":\"twice\",");
      case 3 -> "[" + text + "]";
      case 4 -> text + "}";
      case 5 -> "null";
      case 6 -> "";
      case 7 -> text.replace(type.kind(), "Nothing");
      case 8 -> text.replace("\"apiVersion\":\"" + type.apiVersion(), "\"apiVersion\":\"x/v9");
      default -> text;
    };
  }

  static String star(String name) {
    return name.replace("{run}", "*");
  }

  private String path(String name) {
    return type.collection() + "/" + name;
  }

  private Step write(String verb, String path, String name, String body) {
    return Step.write(type.lane(), verb, path, name, body);
  }

  private void add(Step step) {
    steps.add(step);
    if (type.isBound() && step.writes() && step.path().startsWith(type.collection())) {
      steps.add(new Step(type.lane(), "BIND", type.collection(), "", "", Step.JSON, "", false));
    }
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}

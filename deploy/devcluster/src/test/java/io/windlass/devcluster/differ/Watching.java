package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes watches: of the changes since a list, of the objects that are there, and of what cannot be
 * watched. Used by one thread.
 */
final class Watching {
  private static final String INITIAL =
      "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
  private static final List<String> FORMS =
      List.of(
          Step.JSON,
          Step.JSON,
          "application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
          "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");
  private static final List<String> REFUSED =
      List.of(
          "resourceVersion=x",
          "resourceVersion=18446744073709551615",
          "sendInitialEvents=true",
          "sendInitialEvents=true&resourceVersionMatch=Exact",
          "sendInitialEvents=false&resourceVersionMatch=NotOlderThan&limit=x",
          "resourceVersionMatch=NotOlderThan",
          "resourceVersionMatch=Exact&resourceVersion=1",
          "resourceVersion=0&resourceVersionMatch=Roughly",
          "labelSelector=a%3D%3D%3Db",
          "fieldSelector=nonsense",
          "fieldSelector=spec.foo%3Dbar",
          "timeoutSeconds=x",
          "continue=nonsense&resourceVersionMatch=NotOlderThan",
          INITIAL + "&continue=nonsense");
  private static final List<String> REFUSED_FORMS =
      List.of(
          "application/yaml",
          "text/plain",
          "application/json;as=Table;v=v9;g=meta.k8s.io",
          "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io");
  private static final int REFUSALS = 5;

  private final TypeSpec type;
  private final Random random;

  Watching(TypeSpec type, Random random) {
    this.type = type;
    this.random = random;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < REFUSALS; i++) {
      steps.add(watch(pick(REFUSED) + "&timeoutSeconds=1"));
    }
    steps.add(watch("timeoutSeconds=1").accepting(pick(REFUSED_FORMS)));
    if (!type.isUndeletable()) {
      steps.addAll(changes());
    }
    steps.add(watch(selected("resourceVersion=0", "")).accepting(form()));
    return steps;
  }

  /** A list, the life of an object, and what a watch tells of it. */
  private List<Step> changes() {
    String name = type.named("watched");
    String path = type.collection() + "/" + name;
    ObjectNode object = type.sample(name, random);
    List<Step> steps = new ArrayList<>();
    steps.add(Step.read(type.lane(), type.collection(), "").with("limit=1").uncompared());
    steps.add(Step.write(type.lane(), "POST", type.collection(), name, object.toString()));
    steps.add(label(path, name, "\"run\":\"{run}\",\"w\":\"1\""));
    steps.add(label(path, name, "\"w\":\"2\""));
    steps.add(label(path, name, "\"w\":\"1\""));
    steps.add(Step.write(type.lane(), "DELETE", path, name, Endings.BACKGROUND));
    String since = "resourceVersion={list}";
    String some = random.nextBoolean() ? "w%3D1" : "";
    if (type.isRaced()) {
      some = "w%3D2";
    }
    steps.add(watch(selected(since, some)).accepting(form()));
    steps.addAll(Endings.removal(type, name));
    return steps;
  }

  private Step label(String path, String name, String labels) {
    String body = "{\"metadata\":{\"labels\":{%s}}}".formatted(labels);
    return Step.patch(type.lane(), path, name, "merge-patch+json", body);
  }

  // What others do at the same time must not show.
  private String selected(String query, String labels) {
    String own = type.isShared() ? "run%3D{run}" : "";
    String all = own + (own.isEmpty() || labels.isEmpty() ? "" : ",") + labels;
    return query + (all.isEmpty() ? "" : "&labelSelector=" + all) + "&timeoutSeconds=1";
  }

  private Step watch(String query) {
    String path = type.collection() + "?watch=true&" + query;
    return new Step(type.lane(), "WATCH", path, "", "", Step.JSON, "", true);
  }

  // Cells of tables show what controllers write.
  private String form() {
    String form = pick(FORMS);
    return type.isRaced() && form.contains("as=Table") ? Step.JSON : form;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}

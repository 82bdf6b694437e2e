package io.windlass.devcluster.differ;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes the steps that read, and those that no API serves. Used by one thread. */
final class Reading {
  static final List<String> ACCEPTED =
      List.of(
          Step.JSON,
          "application/yaml",
          "application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
          "application/json;as=Table;v=v1;g=meta.k8s.io",
          "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
          "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
          "application/json;as=Table;v=v9;g=meta.k8s.io",
          "text/plain",
          "*/*");
  private static final List<String> LISTS =
      List.of(
          "limit=1",
          "limit=2",
          "limit=2&continue={continue}",
          "limit=1&continue={continue}",
          "limit=-1",
          "limit=x",
          "continue=nonsense",
          "resourceVersion=0",
          "resourceVersion={rv:NAME}",
          "resourceVersion={rv:NAME}&resourceVersionMatch=NotOlderThan",
          "resourceVersion={list}&resourceVersionMatch=Exact",
          "resourceVersion=0&resourceVersionMatch=Exact",
          "resourceVersionMatch=Exact",
          "resourceVersion=x",
          "resourceVersion={rv:NAME}&resourceVersionMatch=Roughly",
          "labelSelector=a",
          "labelSelector=!a",
          "labelSelector=a%3Db",
          "labelSelector=a%3D%3Db,run",
          "labelSelector=a!%3Db",
          "labelSelector=a+in+(b,c)",
          "labelSelector=a+notin+(b)",
          "labelSelector=a+in+()",
          "labelSelector=n%3E1",
          "labelSelector=n%3Cx",
          "labelSelector=a%3D%3D%3Db",
          "labelSelector=a+b",
          "labelSelector=-bad",
          "fieldSelector=metadata.name%3Da",
          "fieldSelector=metadata.name!%3Da",
          "fieldSelector=metadata.namespace%3Dx",
          "fieldSelector=metadata.uid%3Dx",
          "fieldSelector=nonsense",
          "fieldSelector=spec.foo%3Dbar",
          "includeObject=Object",
          "includeObject=None",
          "includeObject=Odd",
          "timeoutSeconds=5",
          "allowWatchBookmarks=true",
          "sendInitialEvents=true",
          "pretty=true");

  private final TypeSpec type;
  private final Random random;

  Reading(TypeSpec type, Random random) {
    this.type = type;
    this.random = random;
  }

  /** A get or a list. */
  Step step(String name) {
    if (random.nextInt(3) > 0) {
      Step list = list();
      // A version of this type: one of another may be ahead of what its cache has seen.
      return list.at(list.path().replace("NAME", Generator.star(name)));
    }
    Step get = Step.read(type.lane(), type.collection() + "/" + name, name);
    return switch (random.nextInt(6)) {
      case 0 -> get.with("resourceVersion=0");
      case 1 -> get.with("resourceVersion={rv:" + Generator.star(name) + "}");
      case 2, 3 -> get.accepting(pick(ACCEPTED));
      default -> get;
    };
  }

  private Step list() {
    Step list = Step.read(type.lane(), type.collection(), "");
    List<String> queries = new ArrayList<>(LISTS);
    type.texts("selectors").forEach(s -> queries.add("fieldSelector=" + s));
    type.texts("selectors").forEach(s -> queries.add("fieldSelector=" + s));
    if (random.nextInt(4) > 0) {
      list = list.with(pick(queries));
    }
    if (type.isShared()) {
      list = list.at(ofRun(list.path()));
    }
    return random.nextInt(3) == 0 ? list.accepting(pick(ACCEPTED)) : list;
  }

  // What else is there must not show: neither by selectors nor in the number of pages.
  private static String ofRun(String path) {
    String whole = path.replaceFirst("limit=[12](&continue=\\{continue})?", "pretty=true");
    return whole.contains("labelSelector=")
        ? whole.replace("labelSelector=", "labelSelector=run%3D{run},")
        : whole + (whole.contains("?") ? "&" : "?") + "labelSelector=run%3D{run}";
  }

  /** A request that is not served: a wrong method, path or encoding. */
  Step odd(String name) {
    String collection = type.collection();
    String path = collection + "/" + name;
    String lane = type.lane();
    return switch (random.nextInt(12)) {
      case 0 -> Step.write(lane, "POST", path, "", "{}");
      case 1 -> Step.write(lane, "PUT", collection, "", "{}");
      case 2 -> Step.patch(lane, collection, "", "merge-patch+json", "{}");
      case 3 -> Step.read(lane, path + "/nothing", "");
      case 4 -> Step.write(lane, "PUT", path + "/nothing", "", "{}");
      case 5 -> Step.read(lane, path + "/status/more", "");
      case 6 -> Step.read(lane, type.base() + "/" + type.plural() + "s", "");
      case 7 -> Step.patch(lane, path, "", "odd-patch+json", "{}");
      case 8 -> Step.patch(lane, path, "", "x-www-form-urlencoded", "a=b");
      case 9 -> Step.read(lane, path + "/status", "");
      case 10 -> Step.read(lane, path + "/scale", "");
      default -> Step.read(lane, type.base() + "/namespaces/nowhere/" + type.plural(), "");
    };
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}

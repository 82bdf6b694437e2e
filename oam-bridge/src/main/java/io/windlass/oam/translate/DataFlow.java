package io.windlass.oam.translate;

import io.windlass.core.model.Json;
import io.windlass.oam.document.FieldPath;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Flow;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Rendered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Passes values from objects that are there to objects that are rendered. An object whose values
 * are not there yet is left out; one that waits for itself, over however many others, is refused.
 */
final class DataFlow {
  private static final String[] OUTPUT = {"name", "fieldPath", "conditions", "outputStore"};
  private static final String[] INPUT = {"valueFrom", "toFieldPaths", "conditions", "inputStore"};

  private final Json application;
  private final Live live;
  private final Map<String, Output> outputs = new HashMap<>();
  private final List<Input> inputs = new ArrayList<>();

  /** A value that is given away. */
  private record Output(
      String name, ObjectRef from, FieldPath path, List<FlowCondition> conditions) {}

  /** A place that takes one. */
  private record Input(
      String output,
      ObjectRef to,
      List<FieldPath> paths,
      List<FlowCondition> conditions,
      Node at) {}

  /** What became of the rendered objects. */
  record Passed(List<Rendered> objects, List<Unsatisfied> unsatisfied) {}

  DataFlow(Json application, Live live) {
    this.application = application;
    this.live = live;
  }

  /** A path that must be there and be one; what is wrong is said. */
  static Optional<FieldPath> path(Node node, String field) {
    String text = node.requiredText(field);
    Optional<FieldPath> path = FieldPath.parse(text);
    if (path.isEmpty() && !text.isEmpty()) {
      node.errorAt(field, Node.INVALID, "\"%s\" is no path of a field".formatted(text));
    }
    return path;
  }

  /** Reads what an object gives and takes. */
  void add(Flow flow, ObjectRef ref) {
    for (Node node : flow.outputs()) {
      node.only(OUTPUT);
      notStored(node, "outputStore");
      String name = node.requiredText("name");
      List<FlowCondition> conditions = conditions(node);
      Optional<FieldPath> path = path(node, "fieldPath");
      if (path.isPresent()
          && outputs.put(name, new Output(name, ref, path.get(), conditions)) != null) {
        node.errorAt("name", "Duplicate", "the value \"%s\" is given twice".formatted(name));
      }
    }
    flow.inputs().forEach(node -> input(node, ref));
  }

  private void input(Node node, ObjectRef ref) {
    node.only(INPUT);
    notStored(node, "inputStore");
    Node from = node.child("valueFrom");
    from.only("dataOutputName");
    String output = from.requiredText("dataOutputName");
    List<FieldPath> paths = new ArrayList<>();
    for (String text : node.texts("toFieldPaths")) {
      Optional<FieldPath> path = FieldPath.parse(text);
      if (path.isEmpty()) {
        node.errorAt("toFieldPaths", Node.INVALID, "\"%s\" is no path of a field".formatted(text));
      }
      path.ifPresent(paths::add);
    }
    if (!node.has("toFieldPaths")) {
      node.missing("toFieldPaths");
    }
    inputs.add(new Input(output, ref, paths, conditions(node), node));
  }

  private List<FlowCondition> conditions(Node node) {
    return node.items("conditions").stream()
        .map(item -> FlowCondition.read(item, application))
        .toList();
  }

  private static void notStored(Node node, String field) {
    if (node.has(field)) {
      node.errorAt(
          field, "NotOffered", "values pass from field to field, without an object between them");
    }
  }

  /** Passes all that can be passed. */
  Passed pass(List<Rendered> objects) {
    if (inputs.isEmpty()) {
      return new Passed(objects, List.of());
    }
    check();
    Map<ObjectRef, Json.Obj> filled = new HashMap<>();
    objects.forEach(object -> filled.put(object.ref(), object.object()));
    List<Unsatisfied> unsatisfied = new ArrayList<>();
    for (Input input : inputs) {
      Output output = outputs.get(input.output());
      if (output != null) {
        String why = fill(input, output, filled);
        if (!why.isEmpty()) {
          unsatisfied.add(waiting(input, output, why));
        }
      }
    }
    Set<ObjectRef> waiting = new HashSet<>();
    unsatisfied.forEach(each -> waiting.add(each.to()));
    return new Passed(
        objects.stream()
            .filter(object -> !waiting.contains(object.ref()))
            .map(object -> with(object, filled))
            .toList(),
        unsatisfied);
  }

  private static Rendered with(Rendered object, Map<ObjectRef, Json.Obj> filled) {
    Json.Obj made = filled.getOrDefault(object.ref(), object.object());
    return new Rendered(
        made, object.instance(), object.cause(), object.clusterScoped(), object.lent());
  }

  private void check() {
    List<Cycles.Edge<ObjectRef>> edges = new ArrayList<>();
    for (Input input : inputs) {
      Output output = outputs.get(input.output());
      if (output == null) {
        String message = "nothing gives the value \"%s\"".formatted(input.output());
        input.at().errorAt("valueFrom", "UndefinedOutput", message);
      } else {
        edges.add(new Cycles.Edge<>(output.from(), input.to()));
      }
    }
    Set<ObjectRef> cyclic = Cycles.of(edges);
    for (Input input : inputs) {
      Output output = outputs.get(input.output());
      if (output != null && cyclic.contains(output.from()) && cyclic.contains(input.to())) {
        input
            .at()
            .error(
                "CyclicDataFlow",
                "%s waits for %s, which waits for it".formatted(input.to(), output.from()));
      }
    }
  }

  /** Why it cannot be passed yet; empty if it was. */
  private String fill(Input input, Output output, Map<ObjectRef, Json.Obj> filled) {
    Optional<Json.Obj> source = live.find(output.from());
    if (source.isEmpty()) {
      return output.from() + " is not there";
    }
    Optional<Json> value =
        output.path().read(source.get()).filter(it -> !(it instanceof Json.Null));
    String why = unready(value, output, source.get());
    if (why.isEmpty()
        && !input.conditions().stream().allMatch(it -> it.holds(value, source.get()))) {
      why = "a condition of the receiver does not hold";
    }
    if (why.isEmpty() && value.isPresent()) {
      input.paths().forEach(path -> write(input, path, value.get(), filled));
    }
    return why;
  }

  private static String unready(Optional<Json> value, Output output, Json source) {
    boolean bare = output.conditions().isEmpty();
    if (value.isEmpty() || (bare && value.get().equals(Json.of("")))) {
      return "the field is empty";
    }
    return output.conditions().stream().allMatch(it -> it.holds(value, source))
        ? ""
        : "a condition of the value does not hold";
  }

  private static void write(
      Input input, FieldPath path, Json value, Map<ObjectRef, Json.Obj> filled) {
    Json.Obj object = filled.getOrDefault(input.to(), Json.Obj.EMPTY);
    Json joined = joined(path.read(object).orElse(Json.Null.VALUE), value);
    Optional<Json> written = path.write(object, joined);
    if (written.isEmpty()) {
      input.at().errorAt("toFieldPaths", Node.INVALID, "there is no place in " + input.to());
    }
    written.ifPresent(it -> filled.put(input.to(), it.object()));
  }

  /** A list is put behind the list that is there. */
  private static Json joined(Json before, Json value) {
    if (!(before instanceof Json.Arr(List<Json> items)) || !(value instanceof Json.Arr more)) {
      return value;
    }
    List<Json> all = new ArrayList<>(items);
    all.addAll(more.items());
    return Json.of(all);
  }

  private static Unsatisfied waiting(Input input, Output output, String why) {
    return new Unsatisfied(
        output.name(),
        output.from(),
        output.path().text(),
        input.to(),
        input.paths().stream().map(FieldPath::text).toList(),
        why);
  }
}

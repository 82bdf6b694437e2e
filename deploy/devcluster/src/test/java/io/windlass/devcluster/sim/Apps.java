package io.windlass.devcluster.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Workloads on a simulated cluster with a fake API and a stepped clock. */
public final class Apps implements AutoCloseable {
  public final Cluster cluster;

  public Apps() {
    cluster = new Cluster(SimulationOptions.of(3));
  }

  /** Creates {@code web} of a type with this spec, a selector and a template beside it. */
  public ObjectNode web(ResourceType type, String spec, String annotations) {
    ObjectNode object = Json.object("{metadata: {name: 'web', namespace: 'default'}}");
    ObjectNode all = Json.object(spec);
    all.set("selector", Json.object("{matchLabels: {app: 'web'}}"));
    all.set("template", pod(annotations));
    object.set("spec", all);
    return cluster.api.create(type, object);
  }

  /** Creates {@code web} of a type with this spec alone. */
  public ObjectNode plain(ResourceType type, ObjectNode spec) {
    ObjectNode object = Json.object("{metadata: {name: 'web', namespace: 'default'}}");
    object.set("spec", spec);
    return cluster.api.create(type, object);
  }

  public static ObjectNode pod(String annotations) {
    ObjectNode pod =
        Json.object("{metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'app'}]}}");
    pod.withObject("/metadata").set("annotations", Json.object("{" + annotations + "}"));
    ((ObjectNode) pod.at("/spec/containers/0")).put("image", "app:1");
    return pod;
  }

  public ResourceType type(String plural) {
    return cluster.api.type("apps/v1", plural);
  }

  public ObjectNode get(ResourceType type, String name) {
    return cluster.api.get(new Ref(type, "default", name));
  }

  public void change(ResourceType type, String name, Consumer<ObjectNode> change) {
    UnaryOperator<ObjectNode> changed =
        object -> {
          change.accept(object);
          return object;
        };
    cluster.api.update(new Ref(type, "default", name), "", changed);
  }

  /** Puts another image into the template of {@code web}. */
  public void image(ResourceType type, String image) {
    change(
        type,
        "web",
        web -> ((ObjectNode) web.at("/spec/template/spec/containers/0")).put("image", image));
  }

  public List<ObjectNode> all(ResourceType type) {
    return cluster.api.list(type, new Filter("default", "", "", ""));
  }

  public List<ObjectNode> pods() {
    return all(cluster.pods);
  }

  /** The messages of the Events with this reason, in order. */
  public List<String> told(String reason) {
    return cluster.api.list(cluster.api.type("v1", "events"), Filter.ALL).stream()
        .filter(event -> event.path("reason").asText().equals(reason))
        .sorted(Comparator.comparingLong(e -> e.at("/metadata/resourceVersion").asLong()))
        .map(event -> event.path("message").asText())
        .toList();
  }

  /** {@code Type=Status/Reason ...} of an object, by type. */
  public static String conditions(JsonNode object) {
    List<String> words = new ArrayList<>();
    for (JsonNode c : object.at("/status/conditions")) {
      words.add(
          c.path("type").asText()
              + "="
              + c.path("status").asText()
              + "/"
              + c.path("reason").asText());
    }
    return String.join(" ", words.stream().sorted().toList());
  }

  public void step(int seconds) {
    cluster.clock.step(Duration.ofSeconds(seconds));
  }

  @Override
  public void close() {
    cluster.close();
  }
}

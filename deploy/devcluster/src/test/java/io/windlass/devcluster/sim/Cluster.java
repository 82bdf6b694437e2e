package io.windlass.devcluster.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A simulated cluster on a fake API and a stepped clock, all on the thread of the test. */
public final class Cluster implements AutoCloseable {
  public final TestClock clock = new TestClock();
  public final FakeCluster api = new FakeCluster(clock);
  public final ResourceType pods = api.type("v1", "pods");
  private final Simulation simulation;

  public Cluster(SimulationOptions options) {
    api.create(
        api.type("v1", "namespaces"), Json.object("{metadata: {name: 'default', uid: 'uid-ns'}}"));
    simulation = Simulation.start(api, clock, options, Runnable::run);
    api.takeWrites();
  }

  /** Creates a pod {@code web} in the default namespace from its spec and annotations. */
  public void pod(String spec, String annotations) {
    ObjectNode pod = Json.object("{metadata: {name: 'web', namespace: 'default', uid: 'u1'}}");
    pod.withObject("/metadata").set("annotations", Json.object(annotations));
    pod.set("spec", Json.object(spec));
    api.create(pods, pod);
  }

  public ObjectNode web() {
    return api.get(ref());
  }

  public boolean isGone() {
    return api.list(pods, Filter.ALL).isEmpty();
  }

  public Ref ref() {
    return new Ref(pods, "default", "web");
  }

  public void change(UnaryOperator<ObjectNode> change) {
    api.update(ref(), "", change);
  }

  /** Changes the image of the container at this place of the spec. */
  public void image(int container, String image) {
    change(
        pod -> {
          ((ObjectNode) pod.path("spec").path("containers").get(container)).put("image", image);
          return pod;
        });
  }

  public void step(String duration) {
    clock.step(Duration.parse("PT" + duration));
  }

  /** {@code app:running:ready:0 side:ContainerCreating:-:0}: every container in words. */
  public String containers() {
    StringBuilder words = new StringBuilder();
    JsonNode status = web().path("status");
    for (JsonNode list :
        List.of(status.path("initContainerStatuses"), status.path("containerStatuses"))) {
      list.forEach(c -> words.append(words.isEmpty() ? "" : " ").append(words(c)));
    }
    return words.toString();
  }

  private static String words(JsonNode c) {
    JsonNode state = c.path("state");
    String word = state.path("waiting").path("reason").asText(state.fieldNames().next());
    String ready = c.path("ready").asBoolean() ? "ready" : "-";
    return "%s:%s:%s:%d"
        .formatted(c.path("name").asText(), word, ready, c.path("restartCount").asInt());
  }

  /** {@code True} or {@code False/Reason}; {@code none} if there is no such condition. */
  public String condition(String type) {
    for (JsonNode c : web().path("status").path("conditions")) {
      if (c.path("type").asText().equals(type)) {
        String reason = c.path("reason").asText();
        return c.path("status").asText() + (reason.isEmpty() ? "" : "/" + reason);
      }
    }
    return "none";
  }

  public String phase() {
    return web().path("status").path("phase").asText();
  }

  @Override
  public void close() {
    simulation.close();
  }
}

package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.Controlling;
import io.windlass.devcluster.sim.workload.PodTemplates;
import java.util.Map;

/** The ReplicaSet of a template, and which ReplicaSet is of which template. Pure. */
final class NewSet {
  private static final String HASH = "pod-template-hash";

  private NewSet() {}

  /** The set for a Deployment's present template, with a name that follows from the template. */
  static ObjectNode of(ObjectNode deployment, int replicas, Map<String, String> notes) {
    JsonNode spec = deployment.path("spec");
    int collisions = deployment.at("/status/collisionCount").asInt();
    String hash = PodTemplates.hash(spec.path("template"), collisions);
    Meta.Key key = Meta.of(deployment).key();
    ObjectNode template = spec.path("template").deepCopy();
    template.withObject("/metadata").withObjectProperty("labels").put(HASH, hash);
    ObjectNode selector = spec.path("selector").deepCopy();
    selector.withObjectProperty("matchLabels").put(HASH, hash);

    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    ObjectNode meta = set.putObject("metadata");
    meta.put("name", key.name() + "-" + hash).put("namespace", key.namespace());
    meta.set("labels", template.at("/metadata/labels").deepCopy());
    notes.forEach(meta.putObject("annotations")::put);
    meta.putArray("ownerReferences").add(Controlling.reference(deployment));
    ObjectNode setSpec = set.putObject("spec");
    setSpec.put("replicas", replicas);
    setSpec.put("minReadySeconds", spec.path("minReadySeconds").asInt());
    setSpec.set("selector", selector);
    setSpec.set("template", template);
    return set;
  }

  /** Whether a set was made for the Deployment's present template. */
  static boolean isCurrent(ObjectNode deployment, ObjectNode set) {
    return withoutHash(set.at("/spec/template"))
        .equals(withoutHash(deployment.at("/spec/template")));
  }

  private static ObjectNode withoutHash(JsonNode template) {
    ObjectNode copy = template.deepCopy();
    if (copy.at("/metadata/labels") instanceof ObjectNode labels) {
      labels.remove(HASH);
    }
    return copy;
  }
}

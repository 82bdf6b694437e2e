package io.windlass.devcluster.sim.statefulset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.PodTemplates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes a pod the one of its number: name, labels, host name, volumes. Pure. */
final class Identity {
  private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
  private static final String POD_INDEX = "apps.kubernetes.io/pod-index";

  private Identity() {}

  /** The pod of a number, by a revision's template. */
  static ObjectNode pod(ObjectNode set, int ordinal, JsonNode template, String revision) {
    ObjectNode pod = PodTemplates.pod(set, template);
    String name = podName(set, ordinal);
    ObjectNode meta = pod.withObject("/metadata");
    meta.put("name", name);
    ObjectNode labels = meta.withObjectProperty("labels");
    labels.put(POD_NAME, name).put(POD_INDEX, Integer.toString(ordinal));
    labels.put(Member.REVISION, revision);
    ObjectNode spec = pod.withObject("/spec");
    spec.put("hostname", name);
    String service = set.at("/spec/serviceName").asText();
    if (!service.isEmpty()) {
      spec.put("subdomain", service);
    }
    volumes(set, ordinal, spec);
    return pod;
  }

  /** The claims of a number, without owners. */
  static List<ObjectNode> claims(ObjectNode set, int ordinal) {
    List<ObjectNode> claims = new ArrayList<>();
    for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
      ObjectNode claim = JsonNodeFactory.instance.objectNode();
      claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
      ObjectNode meta = claim.putObject("metadata");
      meta.put("name", claimName(set, template, ordinal));
      meta.put("namespace", Meta.of(set).key().namespace());
      ObjectNode labels = meta.putObject("labels");
      Meta.strings(template.at("/metadata/labels")).forEach(labels::put);
      Meta.strings(set.at("/spec/selector/matchLabels")).forEach(labels::put);
      if (!template.at("/metadata/annotations").isEmpty()) {
        meta.set("annotations", template.at("/metadata/annotations").deepCopy());
      }
      claim.set("spec", template.path("spec").deepCopy());
      claims.add(claim);
    }
    return claims;
  }

  static String podName(ObjectNode set, int ordinal) {
    return Meta.of(set).key().name() + "-" + ordinal;
  }

  private static String claimName(ObjectNode set, JsonNode template, int ordinal) {
    return template.at("/metadata/name").asText() + "-" + podName(set, ordinal);
  }

  // A claim of the template takes the place of a volume of the same name.
  private static void volumes(ObjectNode set, int ordinal, ObjectNode spec) {
    ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
    Set<String> claimed = new HashSet<>();
    for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
      String name = template.at("/metadata/name").asText();
      claimed.add(name);
      ObjectNode volume = volumes.addObject().put("name", name);
      volume.putObject("persistentVolumeClaim").put("claimName", claimName(set, template, ordinal));
    }
    for (JsonNode volume : spec.path("volumes")) {
      if (!claimed.contains(volume.path("name").asText())) {
        volumes.add(volume);
      }
    }
    if (!volumes.isEmpty()) {
      spec.set("volumes", volumes);
    }
  }
}

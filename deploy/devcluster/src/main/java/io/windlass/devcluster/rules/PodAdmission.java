package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the admission plugins that a Kubernetes API server enables by default do to a new pod: the
 * namespace's service account and its token, tolerations of nodes that went away, a priority.
 * Stateless.
 */
final class PodAdmission {
  private static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final int TOKEN_SECONDS = 3607;
  private static final int AWAY_SECONDS = 300;
  private static final List<String> CONTAINERS = List.of("initContainers", "containers");

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
  private static final String TOKEN_VOLUME = "kube-api-access-";

  private PodAdmission() {}

  /**
   * Adds what a pod leaves open.
   *
   * @param suffix five characters that make the name of the token's volume unique
   */
  static void admit(ObjectNode pod, PodAccount account, String suffix) {
    ObjectNode spec = pod.withObjectProperty("spec");
    runUnder(spec, account, suffix);
    tolerateAbsence(spec);
    Fill.number(spec, "priority", 0);
    Fill.text(spec, "preemptionPolicy", "PreemptLowerPriority");
  }

  /** What the plugins do to a pod that is changed. */
  static void admitChange(ObjectNode pod, JsonNode before) {
    ObjectNode spec = pod.withObjectProperty("spec");
    tolerateAbsence(spec);
    for (String field : List.of("priority", "preemptionPolicy")) {
      JsonNode old = before.path("spec").path(field);
      if (!spec.has(field) && !old.isMissingNode()) {
        spec.set(field, old);
      }
    }
  }

  private static void tolerateAbsence(ObjectNode spec) {
    tolerate(spec, "node.kubernetes.io/not-ready");
    tolerate(spec, "node.kubernetes.io/unreachable");
  }

  private static void runUnder(ObjectNode spec, PodAccount account, String suffix) {
    Fill.text(spec, "serviceAccountName", "default");
    spec.set("serviceAccount", spec.path("serviceAccountName"));
    if (spec.path("automountServiceAccountToken").asBoolean(account.mountsToken())) {
      mountToken(spec, TOKEN_VOLUME + suffix);
    }
    if (spec.path("imagePullSecrets").isEmpty() && !account.pullSecrets().isEmpty()) {
      ArrayNode secrets = spec.putArray("imagePullSecrets");
      account.pullSecrets().forEach(name -> secrets.addObject().put("name", name));
    }
  }

  /** A pod with scheduling gates starts as one that is not to be scheduled yet. */
  static void holdBack(ObjectNode pod) {
    if (!pod.at("/spec/schedulingGates").isEmpty()) {
      ObjectNode condition =
          pod.withObjectProperty("status").withArrayProperty("conditions").addObject();
      condition.put("type", "PodScheduled").put("status", "False");
      condition.putNull("lastProbeTime");
      condition.set("lastTransitionTime", pod.at("/metadata/creationTimestamp"));
      condition.put("reason", "SchedulingGated");
      condition.put("message", "Scheduling is blocked due to non-empty scheduling gates");
    }
  }

  /** Label keys of affinity terms become expressions with the pod's own values. */
  static void selectByLabelKeys(ObjectNode pod) {
    JsonNode labels = pod.path("metadata").path("labels");
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      JsonNode affinity = pod.path("spec").path("affinity").path(kind);
      Fill.each(affinity, REQUIRED, term -> selectByLabelKeys(term, labels));
      Fill.each(
          affinity,
          PREFERRED,
          weighted ->
              Fill.in(weighted, "podAffinityTerm", term -> selectByLabelKeys(term, labels)));
    }
  }

  private static void selectByLabelKeys(ObjectNode term, JsonNode labels) {
    if (!(term.path("labelSelector") instanceof ObjectNode selector)) {
      return;
    }
    for (String field : List.of("matchLabelKeys", "mismatchLabelKeys")) {
      String operator = field.equals("matchLabelKeys") ? "In" : "NotIn";
      for (JsonNode key : term.path(field)) {
        JsonNode value = labels.path(key.asText());
        if (value.isTextual()) {
          ObjectNode expression = selector.withArrayProperty("matchExpressions").addObject();
          expression.set("key", key);
          expression.put("operator", operator).putArray("values").add(value);
        }
      }
    }
  }

  private static void mountToken(ObjectNode spec, String newVolume) {
    List<ObjectNode> open =
        containers(spec).filter(container -> !mountsTokenPath(container)).toList();
    if (open.isEmpty()) {
      return;
    }
    Optional<String> present =
        spec.path("volumes")
            .valueStream()
            .map(volume -> volume.path("name").asText())
            .filter(name -> name.startsWith(TOKEN_VOLUME))
            .findFirst();
    String volume = present.orElse(newVolume);
    open.forEach(
        container ->
            container
                .withArrayProperty("volumeMounts")
                .addObject()
                .put("name", volume)
                .put("readOnly", true)
                .put("mountPath", TOKEN_PATH));
    if (present.isEmpty()) {
      addTokenVolume(spec, volume);
    }
  }

  private static void addTokenVolume(ObjectNode spec, String volume) {
    ObjectNode projected =
        spec.withArrayProperty("volumes").addObject().put("name", volume).putObject("projected");
    ArrayNode sources = projected.putArray("sources");
    sources
        .addObject()
        .putObject("serviceAccountToken")
        .put("expirationSeconds", TOKEN_SECONDS)
        .put("path", "token");
    ObjectNode authority =
        sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
    authority.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
    ObjectNode item = sources.addObject().putObject("downwardAPI").putArray("items").addObject();
    item.put("path", "namespace")
        .putObject("fieldRef")
        .put("apiVersion", "v1")
        .put("fieldPath", "metadata.namespace");
    projected.put("defaultMode", 0644);
  }

  private static Stream<ObjectNode> containers(ObjectNode spec) {
    return CONTAINERS.stream()
        .flatMap(field -> spec.path(field).valueStream())
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast);
  }

  private static boolean mountsTokenPath(ObjectNode container) {
    return container
        .path("volumeMounts")
        .valueStream()
        .anyMatch(mount -> mount.path("mountPath").asText().equals(TOKEN_PATH));
  }

  private static void tolerate(ObjectNode spec, String taint) {
    Set<String> keys =
        spec.path("tolerations")
            .valueStream()
            .filter(t -> Set.of("", "NoExecute").contains(t.path("effect").asText()))
            .map(t -> t.path("key").asText())
            .collect(Collectors.toSet());
    if (!keys.contains(taint) && !keys.contains("")) {
      spec.withArrayProperty("tolerations")
          .addObject()
          .put("key", taint)
          .put("operator", "Exists")
          .put("effect", "NoExecute")
          .put("tolerationSeconds", AWAY_SECONDS);
    }
  }
}

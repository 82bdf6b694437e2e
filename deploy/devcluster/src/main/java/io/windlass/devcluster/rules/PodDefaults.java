package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The defaults of a pod's spec, which pod templates share. Idempotent and stateless; cost O(size of
 * the spec).
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">
 *     Pod</a>
 */
final class PodDefaults {
  private static final List<String> CONTAINERS = List.of("initContainers", "containers");
  private static final int READABLE_BY_ALL = 0644;

  // A reference as container runtimes write it; what does not match has no tag at all.
  private static final String HOST =
      "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
          + "|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?";
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:"
              + HOST
              + "/)?"
              + COMPONENT
              + "(?:/"
              + COMPONENT
              + ")*(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*"
              + "(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?");

  private PodDefaults() {}

  /** The defaults of a pod itself: those of a template and what only a pod has. */
  static void apply(ObjectNode spec) {
    templateSpec(spec);
    Fill.flag(spec, "enableServiceLinks", true);
    Fill.each(spec, CONTAINERS, c -> Fill.in(c, "resources", PodDefaults::requests));
    if (spec.path("hostNetwork").asBoolean()) {
      Fill.each(spec, CONTAINERS, c -> Fill.each(c, "ports", PodDefaults::hostPort));
    }
  }

  /** The defaults of the {@code template} of a spec, if it has one. */
  static void template(ObjectNode spec) {
    Fill.in(spec, "template", template -> templateSpec(template.withObjectProperty("spec")));
  }

  private static void templateSpec(ObjectNode spec) {
    Fill.text(spec, "restartPolicy", "Always");
    Fill.number(spec, "terminationGracePeriodSeconds", 30);
    Fill.text(spec, "dnsPolicy", "ClusterFirst");
    Fill.object(spec, "securityContext");
    Fill.text(spec, "schedulerName", "default-scheduler");
    sameServiceAccount(spec);
    Fill.each(spec, "volumes", PodDefaults::volume);
    Fill.each(spec, CONTAINERS, PodDefaults::container);
    Fill.each(spec, "ephemeralContainers", PodDefaults::container);
  }

  // The older name of the field says the same.
  private static void sameServiceAccount(ObjectNode spec) {
    String name = spec.path("serviceAccountName").asText(spec.path("serviceAccount").asText());
    if (!name.isEmpty()) {
      spec.put("serviceAccountName", name);
      spec.put("serviceAccount", name);
    }
  }

  private static void container(ObjectNode container) {
    Fill.text(container, "terminationMessagePath", "/dev/termination-log");
    Fill.text(container, "terminationMessagePolicy", "File");
    Fill.text(container, "imagePullPolicy", pullPolicy(container.path("image").asText()));
    Fill.each(container, "ports", port -> Fill.text(port, "protocol", "TCP"));
    Fill.each(
        container,
        "env",
        env -> Fill.in(env.path("valueFrom"), "fieldRef", PodDefaults::fieldReference));
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      Fill.in(container, probe, PodDefaults::probe);
    }
    for (String hook : List.of("postStart", "preStop")) {
      Fill.in(container.path("lifecycle").path(hook), "httpGet", PodDefaults::httpGet);
    }
  }

  /** {@code Always} for the tag {@code latest}, also when nothing says which one. */
  private static String pullPolicy(String image) {
    Matcher parts = IMAGE.matcher(image);
    if (!parts.matches()) {
      return "IfNotPresent";
    }
    boolean latest =
        parts.group("tag") == null
            ? parts.group("digest") == null
            : parts.group("tag").equals("latest");
    return latest ? "Always" : "IfNotPresent";
  }

  private static void fieldReference(ObjectNode reference) {
    Fill.text(reference, "apiVersion", "v1");
  }

  private static void probe(ObjectNode probe) {
    Fill.positive(probe, "timeoutSeconds", 1);
    Fill.positive(probe, "periodSeconds", 10);
    Fill.positive(probe, "successThreshold", 1);
    Fill.positive(probe, "failureThreshold", 3);
    Fill.in(probe, "httpGet", PodDefaults::httpGet);
    Fill.in(
        probe,
        "grpc",
        grpc -> {
          if (!grpc.has("service")) {
            grpc.put("service", "");
          }
        });
  }

  private static void httpGet(ObjectNode get) {
    Fill.text(get, "path", "/");
    Fill.text(get, "scheme", "HTTP");
  }

  private static void hostPort(ObjectNode port) {
    Fill.positive(port, "hostPort", port.path("containerPort").asInt());
  }

  /** A limit without a request is the request too. */
  private static void requests(ObjectNode resources) {
    for (var limit : resources.path("limits").properties()) {
      ObjectNode requests = resources.withObjectProperty("requests");
      if (!requests.has(limit.getKey())) {
        requests.set(limit.getKey(), limit.getValue());
      }
    }
  }

  private static void volume(ObjectNode volume) {
    if (VolumeSources.OF_PODS.stream().noneMatch(volume::has)) {
      volume.putObject("emptyDir");
    }
    for (String source : List.of("configMap", "secret", "downwardAPI", "projected")) {
      Fill.in(volume, source, found -> Fill.number(found, "defaultMode", READABLE_BY_ALL));
    }
    Fill.in(volume, "downwardAPI", PodDefaults::downwardItems);
    for (JsonNode source : volume.path("projected").path("sources")) {
      Fill.in(source, "downwardAPI", PodDefaults::downwardItems);
      Fill.in(
          source, "serviceAccountToken", token -> Fill.number(token, "expirationSeconds", 3600));
    }
    PersistentVolumeRules.sourceDefaults(volume);
    Fill.in(volume.path("ephemeral").path("volumeClaimTemplate"), "spec", ClaimRules::fillSpec);
  }

  private static void downwardItems(ObjectNode source) {
    Fill.each(source, "items", item -> Fill.in(item, "fieldRef", PodDefaults::fieldReference));
  }
}

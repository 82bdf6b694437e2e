package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission.Operation;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.webhook.ClientConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One webhook of a configuration, read once. Immutable.
 *
 * @param id differs among all webhooks of a cluster
 */
record Hook(String id, String name, Matching matching, Behaviour behaviour, ClientConfig client) {

  /** Which requests it is about. */
  record Matching(
      List<HookRule> rules,
      boolean equivalent,
      LabelSelector namespaces,
      LabelSelector objects,
      MatchConditions conditions) {}

  /**
   * How it is called.
   *
   * @param failOpen whether a request passes that it cannot be asked about
   * @param reinvoked whether it is asked again when others changed the object after it
   * @param dryRunSafe whether it may be asked about requests that change nothing
   * @param reviewVersion of {@code AdmissionReview}
   */
  record Behaviour(
      boolean failOpen,
      Duration timeout,
      boolean reinvoked,
      boolean dryRunSafe,
      String reviewVersion) {}

  /** The webhooks of a valid configuration, in order. */
  static List<Hook> of(ObjectNode configuration) {
    String owner = Documents.text(configuration, "metadata", "uid");
    List<Hook> hooks = new ArrayList<>();
    for (JsonNode hook : configuration.path("webhooks")) {
      hooks.add(of(owner + "/" + hooks.size(), hook));
    }
    return hooks;
  }

  private static Hook of(String id, JsonNode hook) {
    boolean failOpen = hook.path("failurePolicy").asText().equals("Ignore");
    Matching matching =
        new Matching(
            hook.path("rules").valueStream().map(HookRule::of).toList(),
            !hook.path("matchPolicy").asText().equals("Exact"),
            ObjectSelectors.of(hook.path("namespaceSelector")),
            ObjectSelectors.of(hook.path("objectSelector")),
            MatchConditions.of(hook.path("matchConditions"), failOpen));
    Behaviour behaviour =
        new Behaviour(
            failOpen,
            Duration.ofSeconds(hook.path("timeoutSeconds").asInt(10)),
            hook.path("reinvocationPolicy").asText().equals("IfNeeded"),
            hook.path("sideEffects").asText().startsWith("None"),
            Documents.texts(hook.path("admissionReviewVersions")).stream()
                .filter(version -> version.equals("v1") || version.equals("v1beta1"))
                .findFirst()
                .orElse("v1"));
    ClientConfig client = ClientConfig.of(hook.path("clientConfig"));
    return new Hook(id, hook.path("name").asText(), matching, behaviour, client);
  }

  boolean matches(Operation operation, ResourceType type, String subresource) {
    return matching.rules().stream().anyMatch(r -> r.matches(operation, type, subresource));
  }
}

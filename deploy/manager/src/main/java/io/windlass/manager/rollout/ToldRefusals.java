package io.windlass.manager.rollout;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server last refused of the pods of a workload. The manager remembers it and waits, and
 * has told of it in Events.
 *
 * @param byPod by namespace and name of the pod, with a slash between them
 */
record ToldRefusals(Map<String, Refusal> byPod) {
  static final ToldRefusals NONE = new ToldRefusals(Map.of());

  private static final Pattern OF_A_POD =
      Pattern.compile("pods ([^/ ]+/[^: ]+): (.*)", Pattern.DOTALL);

  /** Events about what is in no namespace are in this one. */
  private static final String DEFAULT = "default";

  ToldRefusals {
    byPod = Map.copyOf(byPod);
  }

  /** The server would not do something. */
  record Refusal(Instant at, String words) {}

  /**
   * Reads the Events about a workload.
   *
   * @param namespace empty if it is in none
   */
  static ToldRefusals read(KubernetesClient client, String namespace, String uid) {
    Map<String, Refusal> refusals = new HashMap<>();
    client
        .v1()
        .events()
        .inNamespace(namespace.isEmpty() ? DEFAULT : namespace)
        .withField("involvedObject.uid", uid)
        .list()
        .getItems()
        .stream()
        .filter(event -> "Warning".equals(event.getType()))
        .sorted(Comparator.comparing(ToldRefusals::at))
        .forEach(event -> take(refusals, event));
    return new ToldRefusals(refusals);
  }

  private static void take(Map<String, Refusal> refusals, Event event) {
    Matcher told = OF_A_POD.matcher(Objects.toString(event.getMessage(), ""));
    if (told.matches()) {
      refusals.put(told.group(1), new Refusal(at(event), told.group(2)));
    }
  }

  private static Instant at(Event event) {
    return Optional.ofNullable(event.getLastTimestamp()).map(Instant::parse).orElse(Instant.EPOCH);
  }

  /** What was refused of a pod since some moment. */
  Optional<Refusal> of(String pod, Instant since) {
    return Optional.ofNullable(byPod.get(pod)).filter(refusal -> !refusal.at().isBefore(since));
  }

  /** What is told of a pod that the plan would change, with the refusal. */
  static Explanation.Line told(Explanation.Line line, Optional<Refusal> refused) {
    return refused
        .filter(_ -> !line.action().equals("leave"))
        .map(
            refusal ->
                new Explanation.Line(
                    line.subject(),
                    line.action(),
                    line.code(),
                    "%s; the server refused it at %s and it is tried again: %s"
                        .formatted(line.because(), refusal.at(), refusal.words())))
        .orElse(line);
  }
}

package io.windlass.manager.rollout;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.NodeLabelReader;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.NodeLabels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matters beside a CloneSet and its own objects.
 *
 * @param nodes their labels, asked for where pods are spread over them
 * @param refusals what the server last refused of pods, by the pod's name: the manager remembers it
 *     and waits, and has told of it in Events
 */
record Circumstances(Supplier<NodeLabels> nodes, Map<String, Refusal> refusals) {
  static final Circumstances NONE = new Circumstances(() -> NodeLabels.NONE, Map.of());

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern OF_A_POD =
      Pattern.compile("pods [^/ ]+/([^: ]+): (.*)", Pattern.DOTALL);

  Circumstances {
    refusals = Map.copyOf(refusals);
  }

  /** The server would not do something. */
  record Refusal(Instant at, String words) {}

  static Circumstances read(KubernetesClient client, CloneSetView cloneSet) throws IOException {
    Map<String, Refusal> refusals = new HashMap<>();
    client
        .v1()
        .events()
        .inNamespace(cloneSet.key().namespace())
        .withField("involvedObject.uid", cloneSet.uid())
        .list()
        .getItems()
        .stream()
        .filter(event -> "Warning".equals(event.getType()))
        .sorted(Comparator.comparing(Circumstances::at))
        .forEach(event -> take(refusals, event));
    Supplier<NodeLabels> nodes =
        new NodeLabelReader(Fabric8Http.of(client, READ_TIMEOUT), Instant::now);
    return new Circumstances(nodes, refusals);
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
  Optional<Refusal> refused(String pod, Instant since) {
    return Optional.ofNullable(refusals.get(pod)).filter(refusal -> !refusal.at().isBefore(since));
  }
}

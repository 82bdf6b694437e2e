package io.windlass.devcluster.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the containers of simulated pods log: a line when a run starts, the lines of the annotation
 * {@code sim.windlass.io/log} (or {@code log.CONTAINER}), and a line when the run has ended. Made
 * of the pod's status, so that nothing is kept. Pure but for the time.
 */
public final class Logs {
  private static final String ANNOTATION = "sim.windlass.io/log";

  private final ClusterClock clock;

  public Logs(ClusterClock clock) {
    this.clock = clock;
  }

  /**
   * A log as it is now.
   *
   * @param run names the run of the container; a log that is followed ends when it changes
   * @param ended whether nothing will be added
   */
  public record Log(String text, String run, boolean ended) {}

  private record Line(Instant at, String text) {}

  /** The name of the container that is meant; a 400 if none or no such is named. */
  public static String container(ObjectNode pod, LogOptions options) {
    List<String> mains = names(pod, "containers");
    List<String> all = new ArrayList<>(names(pod, "initContainers"));
    all.addAll(mains);
    all.addAll(names(pod, "ephemeralContainers"));
    String name = Documents.text(pod, "metadata", "name");
    String asked = options.container();
    if (asked.isEmpty() && mains.size() == 1) {
      return mains.getFirst();
    }
    if (asked.isEmpty()) {
      throw ApiException.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(name, String.join(" ", all)));
    }
    if (!all.contains(asked)) {
      throw ApiException.badRequest("container %s is not valid for pod %s".formatted(asked, name));
    }
    return asked;
  }

  private static List<String> names(ObjectNode pod, String list) {
    return Documents.objects(Documents.at(pod, "spec", list)).stream()
        .map(container -> container.path("name").asText())
        .toList();
  }

  /** The log of a container; a 400 if it has not run. */
  public Log read(ObjectNode pod, String container, LogOptions options) {
    JsonNode status = status(pod, container);
    String name = Documents.text(pod, "metadata", "name");
    JsonNode last = status.path("lastState").path("terminated");
    JsonNode running = status.path("state").path("running");
    JsonNode ended = status.path("state").path("terminated");
    if (options.previous() && !last.isObject()) {
      throw ApiException.badRequest(
          "previous terminated container \"%s\" in pod \"%s\" not found"
              .formatted(container, name));
    }
    if (!options.previous() && !running.isObject() && !ended.isObject() && !last.isObject()) {
      throw ApiException.badRequest(
          "container \"%s\" in pod \"%s\" is waiting to start: %s"
              .formatted(
                  container,
                  name,
                  status.path("state").path("waiting").path("reason").asText("PodInitializing")));
    }
    boolean runs = !options.previous() && running.isObject();
    JsonNode over = options.previous() || !ended.isObject() ? last : ended;
    int starts = status.path("restartCount").asInt() - (options.previous() ? 1 : 0);
    List<Line> lines =
        runs ? lines(pod, container, running, starts) : lines(pod, container, over, starts);
    return new Log(text(lines, options), container + "#" + starts, !runs);
  }

  private static JsonNode status(ObjectNode pod, String container) {
    for (String list :
        List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses")) {
      for (JsonNode status : Documents.at(pod, "status", list)) {
        if (status.path("name").asText().equals(container)) {
          return status;
        }
      }
    }
    return Documents.object();
  }

  private static List<Line> lines(ObjectNode pod, String container, JsonNode run, int starts) {
    Instant began = Instant.parse(run.path("startedAt").asText());
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(began, "%s started, run %d".formatted(container, starts + 1)));
    canned(pod, container)
        .forEach(text -> lines.add(new Line(began.plusMillis(lines.size()), text)));
    if (run.path("finishedAt").isTextual()) {
      Instant end = Instant.parse(run.path("finishedAt").asText());
      String text = "%s exited with code %d".formatted(container, run.path("exitCode").asInt());
      lines.add(new Line(end, text));
    }
    return lines;
  }

  private static List<String> canned(ObjectNode pod, String container) {
    JsonNode annotations = Documents.at(pod, "metadata", "annotations");
    String own = annotations.path(ANNOTATION + "." + container).asText("");
    String text = own.isEmpty() ? annotations.path(ANNOTATION).asText("") : own;
    return text.isEmpty() ? List.of() : Arrays.asList(text.stripTrailing().split("\n", -1));
  }

  private String text(List<Line> all, LogOptions options) {
    LogOptions.Part part = options.part();
    Optional<Instant> since =
        part.sinceTime().or(() -> part.sinceSeconds().map(s -> clock.now().minusSeconds(s)));
    List<Line> lines =
        all.stream().filter(l -> since.filter(s -> l.at().isBefore(s)).isEmpty()).toList();
    long tail = part.tailLines().orElse((long) lines.size());
    StringBuilder text = new StringBuilder();
    for (Line line : lines.subList((int) Math.max(0, lines.size() - tail), lines.size())) {
      text.append(options.timestamps() ? line.at() + " " : "").append(line.text()).append('\n');
    }
    return limited(text.toString(), part.limitBytes());
  }

  private static String limited(String text, Optional<Long> limitBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = (int) Math.min(bytes.length, limitBytes.orElse(Long.MAX_VALUE));
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}

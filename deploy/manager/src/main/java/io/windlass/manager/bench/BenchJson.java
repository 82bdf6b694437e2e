package io.windlass.manager.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** A result as a document for a machine; what was not measured is not in it. Stateless. */
public final class BenchJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BenchJson() {}

  public static String text(BenchResult result) throws IOException {
    ObjectNode document = JSON.createObjectNode();
    document.put("pods", result.settings().pods());
    document.put("warmUpPods", result.settings().warmUpPods());
    document.put("maxUnavailable", result.settings().maxUnavailable());
    ArrayNode agents = document.putArray("agents");
    result.agents().forEach(agents::add);
    ArrayNode rounds = document.putArray("rounds");
    result.rounds().forEach(round -> write(round, rounds.addObject()));
    ArrayNode notes = document.putArray("notMeasured");
    result.notes().forEach(notes::add);
    return JSON.writeValueAsString(document);
  }

  private static void write(RoundFigures round, ObjectNode into) {
    round.cpuSecondsBefore().ifPresent(cpu -> into.put("cpuSecondsBefore", cpu));
    ArrayNode phases = into.putArray("phases");
    round.phases().forEach(phase -> write(phase, phases.addObject()));
  }

  private static void write(PhaseFigures phase, ObjectNode into) {
    into.put("phase", phase.phase().title());
    into.put("pods", phase.pods());
    into.put("seconds", phase.seconds());
    into.put("podsPerSecond", phase.podsPerSecond());
    phase.requestsPerPod().ifPresent(value -> into.put("requestsPerPod", value));
    phase.cpuMillisPerPod().ifPresent(value -> into.put("cpuMillisPerPod", value));
    phase.residentBytes().ifPresent(value -> into.put("residentBytes", value));
    phase.requests().ifPresent(counts -> write(counts, into.putObject("requests")));
    phase.beside().ifPresent(counts -> write(counts, into.putObject("besideThem")));
  }

  private static void write(Map<String, Long> counts, ObjectNode into) {
    counts.forEach(into::put);
  }
}

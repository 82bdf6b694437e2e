package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.differ.Recording.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Records what the referee answers to the part of a lane on which both sides agree: steps whose
 * answers differ in a way that is not known are left out, and the rest is sent again, until nothing
 * differs. Stateless.
 */
final class Recorder {
  private static final int ROUNDS = 8;

  private Recorder() {}

  /** The recorded lane; an exception if the sides do not come to agree. */
  static Recorded record(Duel duel, Lane lane) {
    Lane part = lane;
    for (int round = 0; round < ROUNDS; round++) {
      Recorded recorded = new Recorded(lane.of(new ArrayList<>()), new ArrayList<>());
      List<Finding> findings =
          duel.run(
              part,
              newRun(),
              (step, heard) -> {
                recorded.lane().steps().add(step);
                recorded.answers().add(kept(step, heard.normal()));
              });
      if (findings.isEmpty()) {
        return recorded;
      }
      part = without(part, findings);
    }
    throw new IllegalStateException("the sides keep differing on " + lane.name());
  }

  static String newRun() {
    return "r" + UUID.randomUUID().toString().substring(0, 5);
  }

  private static ObjectNode kept(Step step, ObjectNode answer) {
    return step.compared() ? answer : answer.objectNode();
  }

  private static Lane without(Lane lane, List<Finding> findings) {
    Set<Integer> out = new HashSet<>();
    findings.forEach(finding -> out.add(finding.index()));
    List<Step> left = new ArrayList<>();
    for (int i = 0; i < lane.steps().size(); i++) {
      if (!out.contains(i)) {
        left.add(lane.steps().get(i));
      }
    }
    return lane.of(left);
  }
}

package io.windlass.devcluster.differ;

import io.windlass.devcluster.Http;
import io.windlass.devcluster.differ.Side.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Sends the steps of lanes to both clusters, each step to both at the same time, and collects what
 * differs. After a difference in what is stored, the object is removed from both, so that one
 * defect is found once and what follows starts from the same state. Used by one thread.
 */
final class Duel implements AutoCloseable {
  private final Http ours;
  private final Http theirs;
  private final KnownDifferences known;
  private final ExecutorService second = Executors.newVirtualThreadPerTaskExecutor();

  Duel(Http ours, Http theirs, KnownDifferences known) {
    this.ours = ours;
    this.theirs = theirs;
    this.known = known;
  }

  /**
   * Runs a lane under names of its own.
   *
   * @param witness is told each step that was sent and what the referee answered
   */
  List<Finding> run(Lane lane, String run, BiConsumer<Step, Heard> witness) {
    Pair pair =
        new Pair(
            new Side(ours, new Memory(run, lane.kind(), lane.raced()), lane.raced()),
            new Side(theirs, new Memory(run, lane.kind(), lane.raced()), lane.raced()),
            witness);
    List<Finding> findings = new ArrayList<>();
    int index = 0;
    for (Step step : lane.steps()) {
      Finding finding = pair.send(index++, step);
      List<Difference> unknown = known.unknown(step, finding.differences());
      if (!unknown.isEmpty()) {
        findings.add(finding.with(unknown));
      }
      if (finding.isOfState()) {
        lane.removal(step.name().isEmpty() ? "{last}" : step.name())
            .forEach(repair -> pair.send(-1, repair));
      }
    }
    return findings;
  }

  private final class Pair {
    private final Side mine;
    private final Side other;
    private final BiConsumer<Step, Heard> witness;

    Pair(Side mine, Side other, BiConsumer<Step, Heard> witness) {
      this.mine = mine;
      this.other = other;
      this.witness = witness;
    }

    Finding send(int index, Step step) {
      CompletableFuture<Heard> asked =
          CompletableFuture.supplyAsync(() -> other.send(step), second);
      Heard here = mine.send(step);
      Heard there = asked.join();
      witness.accept(step, there);
      List<Difference> differences =
          step.compared() ? Difference.between(here.normal(), there.normal()) : List.of();
      return new Finding(index, step, differences, here.raw(), there.raw());
    }
  }

  @Override
  public void close() {
    second.close();
  }
}

package io.windlass.manager.demo;

import io.windlass.core.autoscaling.simulate.Moment;
import io.windlass.core.autoscaling.simulate.Score;
import io.windlass.manager.day.SteppedCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What must be true of a day, of what was seen in it.
 *
 * @param requests by {@code "agent verb resource code"}
 */
record DayChecks(List<Moment> moments, Map<String, Long> requests) {
  /** What one pod is to bear at most: 60 % of what it requests. */
  private static final long POD_MILLI = 240;

  private static final String SCALES = "clonesets/scale";

  List<Check> all() {
    return List.of(edges(), bounds(), inside(), ceiling(), release(), oneWriter());
  }

  private Check edges() {
    List<Moment> edges = edgesSeen().toList();
    long late = edges.stream().filter(it -> it.bounds().clamp(it.after()) != it.after()).count();
    return new Check(
        "at the second of each edge the count is within the new bounds",
        late == 0 && edges.size() > 4,
        "%d edges, %d late".formatted(edges.size(), late));
  }

  private Stream<Moment> edgesSeen() {
    return IntStream.range(1, moments.size())
        .filter(i -> !moments.get(i).bounds().text().equals(moments.get(i - 1).bounds().text()))
        .mapToObj(moments::get);
  }

  private Check bounds() {
    Instant end = moments.getLast().at();
    Duration outside = Score.of(moments, end).outside();
    return new Check(
        "there were never fewer pods than the floor, nor more than the ceiling",
        outside.isZero(),
        "%d s outside in %d looks".formatted(outside.toSeconds(), moments.size()));
  }

  private Check inside() {
    long moved =
        moments.stream()
            .filter(it -> it.after() != it.before())
            .filter(it -> it.after() > it.bounds().floor() && it.after() < it.bounds().ceiling())
            .count();
    return new Check("between floor and ceiling CPU moved the count", moved > 2, moved + " times");
  }

  private Check ceiling() {
    long held =
        moments.stream()
            .filter(it -> it.after() == it.bounds().ceiling())
            .filter(it -> TheDayAct.load(it) > it.bounds().ceiling() * POD_MILLI)
            .count();
    return new Check(
        "where the load asked for more than the ceiling, the ceiling held",
        held > 0,
        held + " looks");
  }

  private Check release() {
    long floors =
        edgesSeen()
            .filter(it -> it.bounds().floorBy().contains("releasing"))
            .map(it -> it.bounds().floor())
            .distinct()
            .count();
    return new Check(
        "after work the floor went down step by step", floors > 2, floors + " floors on the way");
  }

  private Check oneWriter() {
    long changes = moments.stream().filter(it -> it.after() != it.before()).count();
    long own = writes(true);
    long others = writes(false);
    return new Check(
        "one writer set the replicas, once for each change",
        own == changes && others == 0,
        "%d changes, %d writes, %d by others".formatted(changes, own, others));
  }

  private long writes(boolean own) {
    return requests.entrySet().stream()
        .filter(it -> isWrite(it.getKey().split(" ", -1)))
        .filter(it -> it.getKey().startsWith(SteppedCluster.AUTOSCALER) == own)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isWrite(String[] request) {
    return request.length == 4
        && request[2].equals(SCALES)
        && List.of("update", "patch").contains(request[1])
        && request[3].startsWith("2");
  }
}

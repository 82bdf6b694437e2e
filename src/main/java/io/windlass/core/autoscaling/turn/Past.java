package io.windlass.core.autoscaling.turn;

import io.windlass.core.autoscaling.own.ForeignWrites;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.pace.MemoryText;
import io.windlass.core.autoscaling.status.StatusWrites;
import io.windlass.core.model.Json;
import io.windlass.core.model.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an autoscaler remembers from turn to turn.
 *
 * @param known the replicas as it saw or wrote them last
 * @param written when it wrote them last, {@link Instant#MIN} for never
 * @param zeroIsOurs whether it was itself that wrote 0
 */
public record Past(
    Memory memory, ForeignWrites foreign, long known, Instant written, boolean zeroIsOurs) {

  /**
   * What a status tells after a restart. It is written seldom while nothing changes, so that its
   * last proposal was repeated until the last tick. Where it is older than its bounds explain,
   * nobody knows what was proposed since: then the count that is found is as if it had been, as at
   * a first look, so that no restart makes a dip.
   *
   * @param lastTick the tick that an undisturbed controller would have looked at last
   */
  public static Past resumed(Json.Obj status, long current, Instant lastTick, Instant now) {
    Optional<Long> applied = status.number("lastApplied", "replicas");
    return new Past(
        memory(status, current, lastTick, now),
        fought(status, current, now),
        applied.or(() -> status.number("currentReplicas")).orElse(current),
        status.text("lastApplied", "time").flatMap(Timestamps::parse).orElse(Instant.MIN),
        current == 0 && applied.filter(it -> it == 0).isPresent());
  }

  private static Memory memory(Json.Obj status, long current, Instant lastTick, Instant now) {
    Memory stored =
        MemoryText.read(
            texts(status, "recommendations"),
            texts(status, "changes"),
            status.number("memory", "failures").orElse(0L));
    if (stored.asked().isEmpty()) {
      return stored.asking(now, current);
    }
    Memory.Asked last = stored.asked().getLast();
    boolean isSteady = stored.asked().size() == 1;
    boolean isRecent = !last.at().plus(StatusWrites.IDLE).isBefore(lastTick);
    return isSteady || isRecent
        ? stored.asking(last.at().isAfter(lastTick) ? last.at() : lastTick, last.replicas())
        : stored.asking(now, current);
  }

  private static List<String> texts(Json.Obj status, String field) {
    return status.items("memory", field).stream().flatMap(it -> it.text().stream()).toList();
  }

  private static ForeignWrites fought(Json.Obj status, long current, Instant now) {
    return status.items("conditions").stream()
        .filter(it -> it.text("type").equals(Optional.of(ForeignWrites.CONDITION)))
        .filter(it -> it.text("status").equals(Optional.of("True")))
        .findFirst()
        .map(it -> it.text("message").orElse("somebody ").split(" ", 2)[0])
        .map(by -> ForeignWrites.resumed(now, current, by))
        .orElse(ForeignWrites.NONE);
  }

  /** Whether somebody else has written since. */
  public boolean isForeign(long current) {
    return current != known;
  }

  /** With what is found now; {@code by} is who wrote it if it was somebody else. */
  public Past finding(long current, String by, Instant now) {
    if (!isForeign(current)) {
      return new Past(memory, foreign.at(now), known, written, zeroIsOurs);
    }
    ForeignWrites more = foreign.and(new ForeignWrites.Write(now, known, current, by));
    return new Past(memory, more, current, written, false);
  }

  /** Where whoever writes is welcome: paused, or only looking on. */
  public Past welcoming(long current) {
    return new Past(memory, ForeignWrites.NONE, current, written, zeroIsOurs && current == known);
  }

  /** With what a decision looks back on next. */
  public Past remembering(Memory next) {
    return new Past(next, foreign, known, written, zeroIsOurs);
  }

  /** After a write. */
  public Past writing(long to, Instant now) {
    return new Past(memory.changing(now, known, to), foreign, to, now, to == 0);
  }
}

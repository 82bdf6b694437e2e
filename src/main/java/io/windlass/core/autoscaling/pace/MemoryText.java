package io.windlass.core.autoscaling.pace;

import io.windlass.core.autoscaling.pace.Memory.Asked;
import io.windlass.core.autoscaling.pace.Memory.Change;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A memory as status keeps it, a line for each entry: {@code 2026-11-23T04:00:15Z 14}. Stateless.
 */
public final class MemoryText {
  private MemoryText() {}

  /** The proposals, oldest first. */
  public static List<String> asked(Memory memory) {
    return memory.asked().stream().map(each -> each.at() + " " + each.replicas()).toList();
  }

  /** The changes, oldest first. */
  public static List<String> changes(Memory memory) {
    return memory.changes().stream().map(each -> each.at() + " " + each.by()).toList();
  }

  /** Reads them again; a line that cannot be read is as if it had been forgotten. */
  public static Memory read(List<String> asked, List<String> changes, long failures) {
    return new Memory(read(asked, Asked::new), read(changes, Change::new), failures);
  }

  private static <T> List<T> read(List<String> lines, BiFunction<Instant, Long, T> entry) {
    List<T> entries = new ArrayList<>();
    for (String line : lines) {
      entry(line, entry).ifPresent(entries::add);
    }
    return entries;
  }

  private static <T> Optional<T> entry(String line, BiFunction<Instant, Long, T> entry) {
    String[] parts = line.split(" ", 2);
    try {
      return parts.length == 2
          ? Optional.of(entry.apply(Instant.parse(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (DateTimeParseException | NumberFormatException unreadable) {
      return Optional.empty();
    }
  }
}

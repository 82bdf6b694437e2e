package io.windlass.manager.simulation;

import io.windlass.core.autoscaling.simulate.LoadCurve;
import io.windlass.core.autoscaling.simulate.LoadCurve.Sample;
import io.windlass.core.model.Quantity;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A curve of load as CSV: {@code time}, then a column for each metric by its name. Times are UTC
 * with a Z, or local to the autoscaler's zone; amounts are quantities, an empty cell is a missing
 * sample.
 */
public record LoadCsv(Path file, ZoneId zone) {

  /** Reads it; what cannot be read is a failure that names the line. */
  public LoadCurve read() {
    List<String> lines = lines();
    List<String> names = cells(lines.getFirst());
    if (!names.getFirst().equals("time") || names.size() < 2) {
      throw fault(1, "the heading must be: time,METRIC,...");
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        samples.add(sample(i + 1, names, cells(lines.get(i))));
      }
    }
    try {
      return new LoadCurve(samples);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(file + ": " + e.getMessage(), "Sort the lines by time");
    }
  }

  private List<String> lines() {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty()) {
        throw fault(1, "the file is empty");
      }
      return lines;
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file, "Give --samples a file that exists");
    }
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }

  private Sample sample(int line, List<String> names, List<String> cells) {
    if (cells.size() != names.size()) {
      throw fault(line, "%d cells instead of %d".formatted(cells.size(), names.size()));
    }
    Map<String, Long> amounts = new HashMap<>();
    for (int i = 1; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        amounts.put(names.get(i), milli(line, cells.get(i)));
      }
    }
    Instant at =
        Moments.parse(cells.getFirst(), zone)
            .orElseThrow(() -> fault(line, "no time: " + cells.getFirst()));
    return new Sample(at, amounts);
  }

  private long milli(int line, String cell) {
    return Quantity.of(cell)
        .map(it -> it.value().movePointRight(3).setScale(0, RoundingMode.CEILING).longValue())
        .filter(amount -> amount >= 0)
        .orElseThrow(() -> fault(line, "no quantity: " + cell));
  }

  private CommandFailure fault(int line, String what) {
    return new CommandFailure(
        "%s line %d: %s".formatted(file, line, what),
        "Write lines such as 2026-11-23T08:00:00,3500m");
  }
}

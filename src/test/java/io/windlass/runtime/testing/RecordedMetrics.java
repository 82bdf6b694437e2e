package io.windlass.runtime.testing;

import io.windlass.runtime.port.RuntimeMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Figures as lines of text, for tests to read. Thread-safe. */
public final class RecordedMetrics implements RuntimeMetrics {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** One line for each figure, in order, for example {@code ran test done}. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The lines that begin with a word. */
  public List<String> lines(String word) {
    return lines.stream().filter(line -> line.startsWith(word + " ")).toList();
  }

  @Override
  public void waited(String controller, Duration time) {
    lines.add("waited " + controller + " " + time.toMillis() + "ms");
  }

  @Override
  public void ran(String controller, Duration time, String outcome) {
    lines.add("ran " + controller + " " + outcome);
  }

  @Override
  public void coalesced(String controller) {
    lines.add("coalesced " + controller);
  }

  @Override
  public void wrote(String verb, String resource, String result, Duration time) {
    lines.add("wrote " + verb + " " + resource + " " + result);
  }

  @Override
  public void expectationExpired(String controller) {
    lines.add("expired " + controller);
  }

  @Override
  public void throttled(String by, Duration time) {
    lines.add("throttled by " + by + " " + time.toMillis() + "ms");
  }
}

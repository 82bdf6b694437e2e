package io.windlass.benchmarks.encoding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The API server's process as Linux sees it. Immutable. */
record ServerProcess(long pid) {
  private static final double TICKS_PER_SECOND = 100;
  private static final double KILO = 1024;

  /** In {@code /proc/PID/stat}, counted after the name, which is in brackets. */
  private static final int USER_TICKS = 11;

  /** Seconds of CPU that it has used, to a hundredth. */
  double cpuSeconds() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
    return ticks / TICKS_PER_SECOND;
  }

  /** Forgets the most memory that was resident so far; only its owner may. */
  void forgetPeak() {
    try {
      Files.writeString(of("clear_refs"), "5");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most memory that was resident since then. */
  double peakMegabytes() {
    return read("status")
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILO)
        .findFirst()
        .orElse(Double.NaN);
  }

  private String read(String file) {
    try {
      return Files.readString(of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path of(String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }
}

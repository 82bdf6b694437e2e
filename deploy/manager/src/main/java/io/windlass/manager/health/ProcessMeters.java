package io.windlass.manager.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process takes of its machine, as meters. */
public final class ProcessMeters {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE_BYTES = 4096;

  private ProcessMeters() {}

  /** Adds them to a registry; they are asked for when somebody reads it. */
  public static void bindTo(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    Gauge.builder("process.resident.memory", ProcessMeters::residentBytes)
        .description("memory that the process holds, where /proc tells")
        .baseUnit("bytes")
        .register(registry);
  }

  private static double residentBytes() {
    try {
      String[] pages = Files.readString(STATM).split(" ", -1);
      return Double.parseDouble(pages[1]) * PAGE_BYTES;
    } catch (IOException notLinux) {
      return Double.NaN;
    }
  }
}

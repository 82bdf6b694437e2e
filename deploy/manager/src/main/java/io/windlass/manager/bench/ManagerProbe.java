package io.windlass.manager.bench;

import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the process of a manager on this machine, whatever it is written in. */
final class ManagerProbe {
  private static final long KIB = 1024;

  private final Optional<ProcessHandle> process;

  private ManagerProbe(Optional<ProcessHandle> process) {
    this.process = process;
  }

  /** Sees nothing, since the process is unknown or on another machine. */
  static ManagerProbe blind() {
    return new ManagerProbe(Optional.empty());
  }

  static ManagerProbe of(long pid) {
    ProcessHandle found =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "there is no process %d".formatted(pid),
                        "Give --manager-pid the id of a manager that runs on this machine"));
    return new ManagerProbe(Optional.of(found));
  }

  /** CPU time that it has used so far, in user and kernel; a hundredth of a second fine. */
  Optional<Duration> cpu() {
    requireAlive();
    return process.flatMap(found -> found.info().totalCpuDuration());
  }

  /** Its resident memory now. */
  Optional<Long> residentBytes() {
    return process.flatMap(ManagerProbe::residentBytes);
  }

  private void requireAlive() {
    process
        .filter(found -> !found.isAlive())
        .ifPresent(
            gone -> {
              throw new CommandFailure(
                  "the manager's process %d has ended".formatted(gone.pid()),
                  "Look into its log, start it again and give its new id");
            });
  }

  private static Optional<Long> residentBytes(ProcessHandle found) {
    Path status = Path.of("/proc", Long.toString(found.pid()), "status");
    try {
      return Files.isReadable(status) ? fromProc(status) : fromPs(found.pid());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<Long> fromProc(Path status) throws IOException {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    }
  }

  /** Where there is no /proc, as on macOS. */
  private static Optional<Long> fromPs(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    String answer =
        new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    return answer.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(answer) * KIB);
  }
}

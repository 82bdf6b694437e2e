package io.windlass.benchmarks.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.windlass.controllers.adapter.wire.ByteWindow;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.Frame;
import io.windlass.controllers.adapter.wire.Frames;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.PodView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Decodes the frames of a watch from memory, again and again, in one thread. */
public final class DecodePath {
  private static final double NANOS = 1e9;

  /** How much longer than the measurement; compilers count, and take their time. */
  private static final int WARM_UP = 3;

  private DecodePath() {}

  /** Decodes all frames; returns how many pods there were. */
  @FunctionalInterface
  interface Decoding {
    int all(byte[] frames) throws IOException;
  }

  /**
   * Prints pods per second of CPU time, after a longer warm-up.
   *
   * @param arguments JSON, PROTOBUF or fabric8; the file with the frames; for how many seconds
   */
  public static void main(String[] arguments) throws IOException {
    Decoding decoding = arguments[0].equals("fabric8") ? fabric8() : own(arguments[0]);
    byte[] frames = Files.readAllBytes(Path.of(arguments[1]));
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
    podsPerSecond(decoding, frames, time.multipliedBy(WARM_UP));
    System.out.println("pods_per_core_second " + podsPerSecond(decoding, frames, time));
  }

  private static double podsPerSecond(Decoding decoding, byte[] frames, Duration atLeast)
      throws IOException {
    long start = CpuMeter.cpuNanos();
    long pods = 0;
    while (CpuMeter.cpuNanos() - start < atLeast.toNanos()) {
      pods += decoding.all(frames);
    }
    return pods * NANOS / (CpuMeter.cpuNanos() - start);
  }

  static Decoding own(String encoding) {
    ViewType<PodView> type = ViewType.pods();
    return bytes -> {
      ByteWindow window =
          new ByteWindow(new ByteArrayInputStream(bytes), ByteWindow.MAX_OBJECT_BYTES);
      Frames<PodView> frames = Encoding.valueOf(encoding).frames(window, type);
      int pods = 0;
      for (Optional<Frame<PodView>> next = frames.next(); next.isPresent(); next = frames.next()) {
        pods += next.get() instanceof Frame.Changed<PodView> ? 1 : 0;
      }
      return pods;
    };
  }

  /** A line of text for each frame, and a tree of model objects for each line. */
  static Decoding fabric8() {
    KubernetesSerialization serialization = new KubernetesSerialization();
    return bytes -> {
      int pods = 0;
      int from = 0;
      for (int at = 0; at < bytes.length; at++) {
        if (bytes[at] == '\n') {
          String line = new String(bytes, from, at - from, UTF_8);
          pods +=
              serialization.unmarshal(line, WatchEvent.class).getObject() instanceof Pod ? 1 : 0;
          from = at + 1;
        }
      }
      return pods;
    };
  }
}

package io.windlass.benchmarks.reader;

import io.windlass.benchmarks.figures.Figures;
import io.windlass.benchmarks.figures.Peers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what it costs to read pods, beside what others take for it: {@code benchmarks/reader
 * [FILE]}. All is counted in CPU time of the process that reads, so that neither the server nor
 * what else the machine does is in it.
 */
public final class ReaderFigures {
  private static final String HEAP = "1g";
  private static final Child JVM = new Child(HEAP);
  private static final int PODS = 5_000;
  private static final int LISTED = 100_000;
  private static final String SECONDS = "4";
  private static final String RATE = "events_per_core_second";
  private static final String UNIT = "/core-s";

  private final Figures figures = new Figures();

  private ReaderFigures() {}

  /** Measures, prints a table, and exits with 1 if a bar is missed. */
  public static void main(String[] arguments) throws IOException {
    ReaderFigures all = new ReaderFigures();
    Optional<Recording> protobuf = Recording.protobuf(PODS / 2);
    if (protobuf.isEmpty()) {
      all.figures.skipped("everything", "Go, which encodes and is compared with, is not there");
    } else {
      all.decoding(protobuf.get());
      all.events();
      all.startUp();
    }
    all.figures.finish(
        arguments.length == 0 ? Optional.empty() : Optional.of(Path.of(arguments[0])));
  }

  private void decoding(Recording protobuf) throws IOException {
    Path folder = Files.createTempDirectory("windlass-frames");
    String proto = written(folder.resolve("protobuf"), protobuf);
    String json = written(folder.resolve("json"), Recording.json(PODS / 2));
    double ownJson = decoded("JSON", json);
    double ownProto = decoded("PROTOBUF", proto);
    double fabric8 = decoded("fabric8", json);
    double go = peer("pods_per_core_second", "decode", proto, SECONDS);
    figures.tell("bytes of an event in JSON", Files.size(Path.of(json)) / (PODS / 2.0), "B");
    figures.tell("bytes of an event in protobuf", Files.size(Path.of(proto)) / (PODS / 2.0), "B");
    figures.tell("decode, JSON", ownJson, "pods" + UNIT);
    figures.tell("decode, protobuf", ownProto, "pods" + UNIT);
    figures.tell("decode, fabric8's watch path, JSON", fabric8, "pods" + UNIT);
    figures.tell("decode, client-go's watch path, protobuf", go, "pods" + UNIT);
    figures.atLeast("decode, JSON against fabric8", ownJson / fabric8, 2.5, "x");
    figures.atLeast(
        "decode, the better encoding against client-go on protobuf",
        Math.max(ownJson, ownProto) / go,
        5,
        "x");
  }

  private static String written(Path file, Recording recording) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int event = 0; event < recording.size(); event++) {
        for (byte[] part : recording.frame(event)) {
          out.write(part);
        }
      }
    }
    return file.toString();
  }

  private static double decoded(String how, String file) throws IOException {
    return JVM.measure("pods_per_core_second", DecodePath.class, how, file, SECONDS);
  }

  private static double peer(String figure, String... command) throws IOException {
    return Peers.measure(command).orElseThrow().getOrDefault(figure, Double.NaN);
  }

  private void events() throws IOException {
    try (Replay server = Replay.start(HEAP, PODS, "events")) {
      String url = server.url();
      double json = JVM.measure(RATE, OwnPath.class, url, "JSON", "200000", "150000");
      double proto = JVM.measure(RATE, OwnPath.class, url, "PROTOBUF", "400000", "300000");
      double framework = JVM.measure(RATE, FrameworkPath.class, url, "40000", "40000");
      double go = peer(RATE, "watch", url, "10000", "100000");
      figures.tell("socket to worker, JSON", json, "events" + UNIT);
      figures.tell("socket to worker, protobuf", proto, "events" + UNIT);
      figures.tell("socket to worker, fabric8 informer and JOSDK", framework, "events" + UNIT);
      figures.tell("socket to worker, client-go on protobuf", go, "events" + UNIT);
      double best = Math.max(json, proto);
      figures.atLeast("socket to worker against fabric8 and JOSDK", best / framework, 3, "x");
      figures.atLeast("socket to worker against client-go", best / go, 3, "x");
    }
  }

  private void startUp() throws IOException {
    try (Replay server = Replay.start("3g", LISTED, "list")) {
      Map<String, Double> start =
          new Child("256m").measure(StartUp.class, server.url(), Integer.toString(LISTED));
      figures.atMost(
          "100,000 pods in the store, with -Xmx256m, from the start of the JVM",
          seconds(start),
          8,
          "s");
      figures.tell("heap in use then, after a collection", heap(start), "MB");
    }
  }

  private static double seconds(Map<String, Double> start) {
    return start.getOrDefault("seconds", Double.NaN);
  }

  private static double heap(Map<String, Double> start) {
    return start.getOrDefault("heap_mb", Double.NaN);
  }
}

package io.windlass.benchmarks.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.windlass.benchmarks.figures.Peers;
import io.windlass.benchmarks.pods.RealisticPods;
import io.windlass.controllers.adapter.wire.Encoding;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pods as an API server would send them, in one encoding. Events go round all pods again and again,
 * neighbours in time being of different owners; each changes the pod. Not thread-safe.
 */
final class Recording {
  static final long FIRST_VERSION = 100_000_000;
  private static final int STRIDE = 7919;
  private static final int FIRST_NOTE = 1000;
  private static final int NOTES = 9000;

  private final Encoding encoding;
  private final List<RecordedPod> pods;

  private Recording(Encoding encoding, List<RecordedPod> pods) {
    this.encoding = encoding;
    this.pods = pods;
  }

  static Recording json(int count) {
    List<RecordedPod> pods = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pods.add(RecordedPod.json(json(RealisticPods.atRest(), i)));
    }
    return new Recording(Encoding.JSON, pods);
  }

  private static byte[] json(RealisticPods source, int number) {
    return source.json(number, FIRST_VERSION);
  }

  /** The same pods, turned into protobuf by Kubernetes' own code; empty without Go. */
  static Optional<Recording> protobuf(int count) throws IOException {
    Process encoder = Peers.start("encode");
    Thread feeder = Thread.ofVirtual().start(() -> feed(encoder.getOutputStream(), count));
    List<RecordedPod> pods = new ArrayList<>(count);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(encoder.getInputStream(), 1 << 20))) {
      int first = in.read();
      if (first == 'S') {
        return Optional.empty();
      }
      for (int i = 0; i < count; i++) {
        int rest = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        pods.add(RecordedPod.protobuf(in.readNBytes(rest)));
        first = i < count - 1 ? in.read() : 0;
      }
    } finally {
      feeder.interrupt();
      encoder.destroy();
    }
    return Optional.of(new Recording(Encoding.PROTOBUF, pods));
  }

  private static void feed(OutputStream encoder, int count) {
    RealisticPods source = RealisticPods.atRest();
    try (encoder) {
      for (int i = 0; i < count; i++) {
        encoder.write(json(source, i));
        encoder.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the encoder has ended early", e);
    }
  }

  Encoding encoding() {
    return encoding;
  }

  int size() {
    return pods.size();
  }

  /** The pod of an event, changed to what it is then. */
  RecordedPod event(long number) {
    RecordedPod pod = pods.get((int) (number * STRIDE % pods.size()));
    int round = (int) (number / pods.size());
    pod.change(FIRST_VERSION + number + 1, FIRST_NOTE + round % NOTES);
    return pod;
  }

  /** The pods from one number to another, as they were at first. */
  List<RecordedPod> some(int from, int to) {
    return pods.subList(from, to);
  }

  /** The frame of an event, in parts. */
  List<byte[]> frame(long number) {
    byte[] pod = event(number).bytes();
    String type = number < pods.size() ? "ADDED" : "MODIFIED";
    return encoding == Encoding.JSON
        ? List.of(
            ("{\"type\":\"" + type + "\",\"object\":").getBytes(US_ASCII),
            pod,
            "}\n".getBytes(US_ASCII))
        : List.of(ProtoBytes.frameHead(type, pod.length), pod, ProtoBytes.TAIL);
  }
}

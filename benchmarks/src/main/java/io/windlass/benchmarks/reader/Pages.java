package io.windlass.benchmarks.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.windlass.controllers.adapter.wire.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of recorded pods, page by page. Immutable.
 *
 * @param full whether all pods are in the list, or none of them yet
 */
record Pages(boolean full) {
  private static final Pattern LIMIT = Pattern.compile("[?&]limit=(\\d+)");
  private static final Pattern NEXT = Pattern.compile("[?&]continue=(\\d+)");

  void list(Recording recording, String path, OutputStream out) throws IOException {
    int size = full ? recording.size() : 0;
    int from = number(NEXT, path, 0);
    int to = Math.min(size, from + Math.max(1, number(LIMIT, path, Math.max(1, size))));
    String next = to < size ? Integer.toString(to) : "";
    List<RecordedPod> pods = recording.some(from, to);
    if (recording.encoding() == Encoding.JSON) {
      whole(out, "application/json", json(pods, next));
    } else {
      whole(out, Encoding.PROTOBUF_TYPE, protobuf(pods, next));
    }
  }

  private static int number(Pattern pattern, String path, int without) {
    Matcher found = pattern.matcher(path);
    return found.find() ? Integer.parseInt(found.group(1)) : without;
  }

  private static byte[] json(List<RecordedPod> pods, String next) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    String head =
        """
        {"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"%d","continue":"%s"},\
        "items":[\
        """
            .formatted(Recording.FIRST_VERSION, next);
    list.writeBytes(head.getBytes(US_ASCII));
    for (int i = 0; i < pods.size(); i++) {
      list.writeBytes((i == 0 ? "" : ",").getBytes(US_ASCII));
      list.writeBytes(pods.get(i).bytes());
    }
    list.writeBytes("]}".getBytes(US_ASCII));
    return list.toByteArray();
  }

  private static byte[] protobuf(List<RecordedPod> pods, String next) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes(ProtoBytes.listMeta(Long.toString(Recording.FIRST_VERSION), next));
    for (RecordedPod pod : pods) {
      list.writeBytes(ProtoBytes.field(2, pod.bytes().length));
      list.writeBytes(pod.bytes());
    }
    return ProtoBytes.joined(
        ProtoBytes.envelopeHead("PodList", list.size()), list.toByteArray(), ProtoBytes.TAIL);
  }

  static void whole(OutputStream out, String type, byte[] body) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length;
    out.write((head + "\r\n\r\n").getBytes(US_ASCII));
    out.write(body);
  }
}

package io.windlass.benchmarks.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/**
 * One pod in one encoding, with the places of its version and of a note that changes with each
 * event. Not thread-safe: a pod is written to before it is sent.
 */
final class RecordedPod {
  private static final int VERSION_DIGITS = 9;
  private static final int NOTE_DIGITS = 4;
  private static final String NOTE = "prometheus.io/port";

  private final byte[] bytes;
  private final int versionAt;
  private final int noteAt;

  private RecordedPod(byte[] bytes, int versionAt, int noteAt) {
    this.bytes = bytes;
    this.versionAt = versionAt;
    this.noteAt = noteAt;
  }

  /** The pod as it is now; not to be written to. */
  byte[] bytes() {
    return bytes;
  }

  static RecordedPod json(byte[] bytes) {
    return new RecordedPod(
        bytes, after(bytes, "\"resourceVersion\":\""), after(bytes, "\"" + NOTE + "\":\""));
  }

  /** Versions are field 6 of the metadata, notes are the value of an entry of a map. */
  static RecordedPod protobuf(byte[] bytes) {
    return new RecordedPod(
        bytes,
        after(bytes, "2" + (char) VERSION_DIGITS + "1"),
        after(bytes, NOTE + (char) 0x12 + (char) NOTE_DIGITS));
  }

  private static int after(byte[] bytes, String text) {
    byte[] wanted = text.getBytes(US_ASCII);
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && bytes[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        // A version begins with the digit that was looked for.
        return text.endsWith("1") ? at + same - 1 : at + same;
      }
    }
    throw new IllegalStateException("no " + text + " in " + new String(bytes, US_ASCII));
  }

  /** Gives the pod a version and another note. */
  void change(long version, int note) {
    put(versionAt, String.format(Locale.ROOT, "%0" + VERSION_DIGITS + "d", version));
    put(noteAt, String.format(Locale.ROOT, "%0" + NOTE_DIGITS + "d", note));
  }

  private void put(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      bytes[at + i] = (byte) text.charAt(i);
    }
  }
}

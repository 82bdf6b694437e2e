package io.windlass.benchmarks.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * What stands around a pod in protobuf: envelope, watch event, frame. Each returns what comes
 * before the pod; only the envelope has something behind it.
 */
final class ProtoBytes {
  /** Two empty texts end the envelope. */
  static final byte[] TAIL = {0x1a, 0, 0x22, 0};

  private ProtoBytes() {}

  /** A frame of a watch up to the pod in it. */
  static byte[] frameHead(String type, int podBytes) {
    byte[] envelope = envelopeHead("Pod", podBytes);
    int envelopeBytes = envelope.length + podBytes + TAIL.length;
    byte[] extension = field(1, envelopeBytes);
    byte[] object = field(2, extension.length + envelopeBytes);
    byte[] kind = text(1, type);
    int length = kind.length + object.length + extension.length + envelopeBytes;
    return joined(
        ByteBuffer.allocate(Integer.BYTES).putInt(length).array(),
        kind,
        object,
        extension,
        envelope);
  }

  /** An object's envelope up to the object. */
  static byte[] envelopeHead(String kind, int objectBytes) {
    byte[] type = joined(text(1, "v1"), text(2, kind));
    return joined("k8s\0".getBytes(US_ASCII), field(1, type.length), type, field(2, objectBytes));
  }

  /** The metadata of a list. */
  static byte[] listMeta(String version, String next) {
    byte[] meta = joined(text(2, version), text(3, next));
    return joined(field(1, meta.length), meta);
  }

  /** The tag and length of a field that is a text or a message. */
  static byte[] field(int number, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((number << 3) | 2);
    int left = length;
    while (left > 0x7f) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
    return out.toByteArray();
  }

  private static byte[] text(int number, String text) {
    return joined(field(number, text.length()), text.getBytes(US_ASCII));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}

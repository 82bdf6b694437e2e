package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Optional;

/**
 * Watch events in protobuf: each is led by its length in four bytes and is a WatchEvent; the object
 * in it stands in an envelope, {@code k8s\0} and a runtime.Unknown with the object as its raw part.
 * Field numbers are those of k8s.io/apimachinery (pkg/apis/meta/v1 and pkg/runtime).
 */
final class ProtoFrames<V> implements Frames<V> {
  static final byte[] ENVELOPE = "k8s\0".getBytes(US_ASCII);

  private final ByteWindow in;
  private final ViewType<V> type;
  private final ProtoDecoder<V> decoder;
  private final MetaProto metas = new MetaProto(new Sharing());

  ProtoFrames(ByteWindow in, ViewType<V> type) {
    this.in = in;
    this.type = type;
    this.decoder = decoder(type);
  }

  static <V> ProtoDecoder<V> decoder(ViewType<V> type) {
    return type.protobuf()
        .orElseThrow(() -> new IllegalStateException("not read from protobuf: " + type.kind()));
  }

  @Override
  public Optional<Frame<V>> next() throws IOException {
    in.begin();
    if (in.at == in.end && !in.more()) {
      return Optional.empty();
    }
    in.need(Integer.BYTES);
    int length = length();
    in.at += Integer.BYTES;
    in.need(length);
    ProtoCursor event = new ProtoCursor(in.bytes, in.at, in.at + length, type.words());
    Frame<V> frame = frame(event);
    in.at += length;
    return Optional.of(frame);
  }

  private int length() throws BrokenDocument {
    int length = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      length = (length << Byte.SIZE) | (in.bytes[in.at + i] & 0xff);
    }
    if (length < 0) {
      throw in.broken("a frame of negative length");
    }
    return length;
  }

  private Frame<V> frame(ProtoCursor event) throws BrokenDocument {
    String kind = "";
    Optional<Frame<V>> frame = Optional.empty();
    while (event.next()) {
      switch (event.field()) {
        case 1 -> kind = event.word();
        case 2 -> frame = Optional.of(frame(kind, object(event)));
        default -> {}
      }
    }
    return frame.orElseThrow(() -> new BrokenDocument("a watch event of nothing"));
  }

  /** The RawExtension here holds an envelope. */
  private static ProtoCursor object(ProtoCursor event) throws BrokenDocument {
    ProtoCursor extension = event.message();
    while (extension.next()) {
      if (extension.field() == 1) {
        return raw(extension.message());
      }
    }
    throw new BrokenDocument("a watch event of no object");
  }

  /** The object that is a whole body. */
  static <V> V object(byte[] document, ViewType<V> type) throws BrokenDocument {
    return decoder(type).decode(raw(ProtoCursor.of(document, type.words())));
  }

  /** What the envelope here holds. */
  static ProtoCursor raw(ProtoCursor envelope) throws BrokenDocument {
    envelope.expect(ENVELOPE);
    while (envelope.next()) {
      if (envelope.field() == 2) {
        return envelope.message();
      }
    }
    throw new BrokenDocument("an envelope of nothing");
  }

  private Frame<V> frame(String kind, ProtoCursor object) throws BrokenDocument {
    return switch (kind) {
      case "ADDED", "MODIFIED" -> new Frame.Changed<>(decoder.decode(object));
      case "DELETED" -> new Frame.Removed<>(decoder.decode(object));
      case "BOOKMARK" -> bookmark(object);
      case "ERROR" -> new Frame.Failed<>(status(object));
      default -> throw new BrokenDocument("a watch event of type '" + kind + "'");
    };
  }

  /** Every object of Kubernetes has its metadata as field 1. */
  private Frame<V> bookmark(ProtoCursor object) throws BrokenDocument {
    MetaDraft draft = new MetaDraft();
    while (object.next()) {
      if (object.field() == 1) {
        metas.read(object.message(), draft);
      }
    }
    return draft.bookmark();
  }

  private static ApiStatus status(ProtoCursor status) throws BrokenDocument {
    int code = 0;
    String message = "";
    while (status.next()) {
      switch (status.field()) {
        case 3 -> message = status.text();
        case 6 -> code = (int) status.number();
        default -> {}
      }
    }
    return new ApiStatus(code, message);
  }

  /** The Status in a whole body; nothing is said where it is none. */
  static ApiStatus status(byte[] body) {
    try {
      return status(raw(ProtoCursor.of(body, Words.ofOneDocument())));
    } catch (BrokenDocument notProtobuf) {
      return new ApiStatus(0, "");
    }
  }
}

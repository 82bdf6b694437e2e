package io.windlass.controllers.adapter.wire;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Lists in protobuf, read as they come: of a list of any length only one item is in memory. One
 * thread.
 */
final class ProtoPages<V> {
  private static final int ENVELOPE_BYTES = 4;
  private static final int DELIMITED = 2;

  private final ByteWindow in;
  private final ViewType<V> type;
  private final ProtoDecoder<V> decoder;
  private final Consumer<V> into;
  private ListPage page = new ListPage(0, "");

  private ProtoPages(ByteWindow in, ViewType<V> type, Consumer<V> into) {
    this.in = in;
    this.type = type;
    this.decoder = ProtoFrames.decoder(type);
    this.into = into;
  }

  static <V> ListPage read(ByteWindow in, ViewType<V> type, Consumer<V> into) throws IOException {
    return new ProtoPages<>(in, type, into).read();
  }

  private ListPage read() throws IOException {
    in.begin();
    in.need(ENVELOPE_BYTES);
    new ProtoCursor(in.bytes, in.at, in.end, type.words()).expect(ProtoFrames.ENVELOPE);
    in.at += ENVELOPE_BYTES;
    boolean hasList = false;
    while (in.at < in.end || in.more()) {
      in.begin();
      long tag = varint();
      if (tag == field(2)) {
        list(varint());
        hasList = true;
      } else {
        skip(tag);
      }
    }
    if (!hasList) {
      throw in.broken("no list");
    }
    return page;
  }

  private static long field(int number) {
    return (long) number << 3 | DELIMITED;
  }

  /** The raw part of the envelope: ListMeta as field 1, each item as field 2. */
  private void list(long length) throws IOException {
    long end = in.passed() + length;
    while (in.passed() < end) {
      in.begin();
      long tag = varint();
      if (tag == field(1)) {
        page = metadata(message());
      } else if (tag == field(2)) {
        into.accept(decoder.decode(message()));
      } else {
        skip(tag);
      }
    }
  }

  private ProtoCursor message() throws IOException {
    long length = varint();
    int bytes = Math.clamp(length, 0, Integer.MAX_VALUE);
    in.need(bytes);
    ProtoCursor message = new ProtoCursor(in.bytes, in.at, in.at + bytes, type.words());
    in.at += bytes;
    return message;
  }

  private static ListPage metadata(ProtoCursor metadata) throws BrokenDocument {
    long version = 0;
    String next = "";
    while (metadata.next()) {
      switch (metadata.field()) {
        case 2 -> version = metadata.numberInText();
        case 3 -> next = metadata.text();
        default -> {}
      }
    }
    return new ListPage(version, next);
  }

  private void skip(long tag) throws IOException {
    switch ((int) tag & 7) {
      case 0 -> varint();
      case 1 -> in.skip(Long.BYTES);
      case DELIMITED -> in.skip(varint());
      case 5 -> in.skip(Integer.BYTES);
      default -> throw in.broken("no wire type of protobuf: " + (tag & 7));
    }
  }

  private long varint() throws IOException {
    long result = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      in.need(1);
      byte here = in.bytes[in.at++];
      result |= (long) (here & 0x7f) << shift;
      if (here >= 0) {
        return result;
      }
    }
    throw in.broken("a number of protobuf that does not end");
  }
}

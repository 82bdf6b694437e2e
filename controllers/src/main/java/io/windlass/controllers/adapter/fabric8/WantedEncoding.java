package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.wire.Encoding;

/** What a reader asks for where it can read both encodings. */
public enum WantedEncoding {
  /** Protobuf from a server that offers it, else JSON. */
  AUTO(Encoding.PROTOBUF_TYPE + ", application/json;q=0.9"),
  JSON("application/json"),
  /** Protobuf or nothing. */
  PROTOBUF(Encoding.PROTOBUF_TYPE);

  private final String accept;

  WantedEncoding(String accept) {
    this.accept = accept;
  }

  /** As the header of that name. */
  String accept() {
    return accept;
  }
}

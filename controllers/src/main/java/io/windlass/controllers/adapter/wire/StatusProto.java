package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a Status that is a whole body in protobuf, by the field numbers of
 * k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto, into the document that it would be in JSON.
 * Of its details only causes and uid are read. Stateless.
 */
public final class StatusProto {
  private StatusProto() {}

  /** The Status; {@link Json.Obj#EMPTY} where the bytes are no message in an envelope. */
  public static Json.Obj read(byte[] body) {
    try {
      return status(ProtoFrames.raw(ProtoCursor.of(body, Words.ofOneDocument())));
    } catch (BrokenDocument notProtobuf) {
      return Json.Obj.EMPTY;
    }
  }

  private static Json.Obj status(ProtoCursor proto) throws BrokenDocument {
    Json.Obj status = Json.Obj.EMPTY.with("kind", "Status");
    while (proto.next()) {
      status =
          switch (proto.field()) {
            case 3 -> status.with("message", proto.text());
            case 4 -> status.with("reason", proto.text());
            case 5 -> status.with("details", details(proto.message()));
            case 6 -> status.with("code", Json.of(proto.number()));
            default -> status;
          };
    }
    return status;
  }

  private static Json.Obj details(ProtoCursor proto) throws BrokenDocument {
    List<Json> causes = new ArrayList<>();
    String uid = "";
    while (proto.next()) {
      switch (proto.field()) {
        case 4 -> causes.add(cause(proto.message()));
        case 6 -> uid = proto.text();
        default -> {}
      }
    }
    return Json.Obj.EMPTY.with("uid", uid).with("causes", new Json.Arr(causes));
  }

  private static Json.Obj cause(ProtoCursor proto) throws BrokenDocument {
    Json.Obj cause = Json.Obj.EMPTY;
    while (proto.next()) {
      if (proto.field() == 3) {
        cause = cause.with("field", proto.text());
      }
    }
    return cause;
  }
}

package io.windlass.controllers.adapter.wire;

import io.windlass.controllers.adapter.wire.MetaDraft.OwnerDraft;
import java.time.Instant;

/**
 * Reads ObjectMeta from protobuf, by the field numbers of
 * k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto (Kubernetes 1.32; numbers never change).
 * Thread-safe.
 */
final class MetaProto {
  private final Sharing sharing;

  MetaProto(Sharing sharing) {
    this.sharing = sharing;
  }

  /** Reads the message that the cursor is in. */
  void read(ProtoCursor proto, MetaDraft draft) throws BrokenDocument {
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> draft.name = proto.text();
        case 3 -> draft.namespace = proto.word();
        case 5 -> draft.uid = proto.text();
        case 6 -> draft.version = proto.numberInText();
        case 7 -> draft.generation = proto.number();
        case 8 -> draft.created(moment(proto));
        case 9 -> draft.deleted(moment(proto));
        case 11 -> entry(proto, draft.labels);
        case 12 -> entry(proto, draft.annotations);
        case 13 -> draft.owner(owner(proto), sharing);
        case 14 -> draft.finalizer(proto.word());
        default -> {}
      }
    }
  }

  /** The Time that the field is; an empty message says nothing, {@link Instant#MIN}. */
  static Instant moment(ProtoCursor proto) throws BrokenDocument {
    int outer = proto.enter();
    Instant moment = Instant.MIN;
    while (proto.next()) {
      if (proto.field() == 1) {
        moment = Instant.ofEpochSecond(proto.number());
      }
    }
    proto.leave(outer);
    return moment;
  }

  private static void entry(ProtoCursor proto, Texts texts) throws BrokenDocument {
    int outer = proto.enter();
    String key = "";
    String value = "";
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> key = proto.word();
        case 2 -> value = proto.word();
        default -> {}
      }
    }
    proto.leave(outer);
    texts.put(key, value);
  }

  private static OwnerDraft owner(ProtoCursor proto) throws BrokenDocument {
    OwnerDraft owner = new OwnerDraft();
    int outer = proto.enter();
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> owner.kind = proto.word();
        case 3 -> owner.name = proto.word();
        case 4 -> owner.uid = proto.word();
        case 5 -> owner.apiVersion = proto.word();
        case 6 -> owner.isController = proto.isTrue();
        default -> {}
      }
    }
    proto.leave(outer);
    return owner;
  }
}

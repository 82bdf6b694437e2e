package io.windlass.controllers.adapter.wire;

import io.windlass.controllers.adapter.wire.PodDraft.ConditionDraft;
import io.windlass.controllers.adapter.wire.PodDraft.StatusDraft;
import io.windlass.core.model.PodView;
import io.windlass.core.model.PodView.Container;
import java.util.List;

/**
 * Reads a v1 Pod from protobuf, by the field numbers of k8s.io/api/core/v1/generated.proto
 * (Kubernetes 1.32; numbers never change). Thread-safe.
 */
final class PodProto implements ProtoDecoder<PodView> {
  private final Sharing sharing;
  private final MetaProto metas;

  PodProto(Sharing sharing) {
    this.sharing = sharing;
    this.metas = new MetaProto(sharing);
  }

  @Override
  public PodView decode(ProtoCursor proto) throws BrokenDocument {
    PodDraft draft = new PodDraft();
    while (proto.next()) {
      if (proto.field() <= 3) {
        int outer = proto.enter();
        switch (proto.field()) {
          case 1 -> metas.read(proto, draft.meta);
          case 2 -> spec(proto, draft);
          case 3 -> status(proto, draft);
          default -> {}
        }
        proto.leave(outer);
      }
    }
    return draft.view(sharing);
  }

  private static void spec(ProtoCursor proto, PodDraft draft) throws BrokenDocument {
    while (proto.next()) {
      switch (proto.field()) {
        case 2 -> container(proto, draft.containers);
        case 10 -> draft.nodeName = proto.word();
        case 20 -> container(proto, draft.initContainers);
        case 28 -> gate(proto, draft);
        default -> {}
      }
    }
  }

  private static void container(ProtoCursor proto, List<Container> into) throws BrokenDocument {
    int outer = proto.enter();
    String name = "";
    String image = "";
    String resources = "";
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> name = proto.word();
        case 2 -> image = proto.word();
        case 8 -> resources = ResourcesProto.read(proto);
        default -> {}
      }
    }
    proto.leave(outer);
    into.add(new Container(name, image, resources));
  }

  private static void gate(ProtoCursor proto, PodDraft draft) throws BrokenDocument {
    int outer = proto.enter();
    while (proto.next()) {
      if (proto.field() == 1) {
        draft.readinessGates.add(proto.word());
      }
    }
    proto.leave(outer);
  }

  private static void status(ProtoCursor proto, PodDraft draft) throws BrokenDocument {
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> draft.phase(proto.word());
        case 2 -> draft.condition(condition(proto));
        case 6 -> draft.podIp = proto.text();
        case 8 -> draft.status(containerStatus(proto));
        default -> {}
      }
    }
  }

  private static ConditionDraft condition(ProtoCursor proto) throws BrokenDocument {
    ConditionDraft condition = new ConditionDraft();
    int outer = proto.enter();
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> condition.type = proto.word();
        case 2 -> condition.status = proto.word();
        case 4 -> condition.transition = MetaProto.moment(proto);
        case 5 -> condition.reason = proto.word();
        case 6 -> condition.message = proto.word();
        default -> {}
      }
    }
    proto.leave(outer);
    return condition;
  }

  private static StatusDraft containerStatus(ProtoCursor proto) throws BrokenDocument {
    StatusDraft status = new StatusDraft();
    int outer = proto.enter();
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> status.name = proto.word();
        case 4 -> status.isReady = proto.isTrue();
        case 5 -> status.restarts = (int) proto.number();
        case 6 -> status.image = proto.word();
        case 7 -> status.imageId = proto.word();
        case 8 -> status.containerId = proto.text();
        case 11 -> status.resources = ResourcesProto.read(proto);
        default -> {}
      }
    }
    proto.leave(outer);
    return status;
  }
}

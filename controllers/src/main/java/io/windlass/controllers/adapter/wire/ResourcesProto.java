package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.ContainerResources;
import java.util.HashMap;
import java.util.Map;

/** Reads the {@code resources} of a container from protobuf. Stateless. */
final class ResourcesProto {
  private ResourcesProto() {}

  static String read(ProtoCursor proto) throws BrokenDocument {
    int outer = proto.enter();
    Map<String, String> limits = new HashMap<>();
    Map<String, String> requests = new HashMap<>();
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> amount(proto, limits);
        case 2 -> amount(proto, requests);
        default -> {}
      }
    }
    proto.leave(outer);
    return ContainerResources.text(limits, requests);
  }

  private static void amount(ProtoCursor proto, Map<String, String> into) throws BrokenDocument {
    int outer = proto.enter();
    String name = "";
    String amount = "";
    while (proto.next()) {
      switch (proto.field()) {
        case 1 -> name = proto.word();
        case 2 -> amount = quantity(proto);
        default -> {}
      }
    }
    proto.leave(outer);
    into.put(name, amount);
  }

  private static String quantity(ProtoCursor proto) throws BrokenDocument {
    int outer = proto.enter();
    String text = "";
    while (proto.next()) {
      if (proto.field() == 1) {
        text = proto.word();
      }
    }
    proto.leave(outer);
    return text;
  }
}

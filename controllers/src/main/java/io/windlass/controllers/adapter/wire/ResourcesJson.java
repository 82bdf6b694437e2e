package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.ContainerResources;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the {@code resources} of a container from JSON. Stateless. */
final class ResourcesJson {
  private ResourcesJson() {}

  static String read(JsonCursor json) throws IOException {
    Map<String, String> limits = new HashMap<>();
    Map<String, String> requests = new HashMap<>();
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "limits" -> amounts(json, limits);
          case "requests" -> amounts(json, requests);
          default -> json.skip();
        }
      }
    }
    return ContainerResources.text(limits, requests);
  }

  private static void amounts(JsonCursor json, Map<String, String> into) throws IOException {
    if (json.enterObject()) {
      while (json.nextField()) {
        into.put(json.field(), json.word());
      }
    }
  }
}

package io.windlass.devcluster.sim.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which endpoints go into which slices: those that are in one stay there, new ones fill what has
 * room, and slices that are empty go. Pure.
 *
 * @param writes slices with other endpoints than they have; those without a name are new
 * @param deletes slices that hold nothing any more
 */
record SlicePlan(List<ObjectNode> writes, List<ObjectNode> deletes) {
  private static final int FULL = 100;

  /**
   * The plan for one Service.
   *
   * @param wanted the endpoints by the ports that they have, then by address
   * @param empty a slice without endpoints and ports
   */
  static SlicePlan of(
      List<ObjectNode> slices, Map<ArrayNode, Map<String, ObjectNode>> wanted, ObjectNode empty) {
    List<ObjectNode> writes = new ArrayList<>();
    List<ObjectNode> deletes = new ArrayList<>();
    Map<ArrayNode, List<ObjectNode>> byPorts = new LinkedHashMap<>();
    for (ObjectNode slice : slices) {
      ArrayNode ports = slice.withArrayProperty("ports");
      if (wanted.containsKey(ports)) {
        byPorts.computeIfAbsent(ports, p -> new ArrayList<>()).add(slice);
      } else {
        deletes.add(slice);
      }
    }
    wanted.forEach(
        (ports, endpoints) ->
            fill(
                byPorts.getOrDefault(ports, List.of()),
                endpoints,
                empty.deepCopy().set("ports", ports),
                new SlicePlan(writes, deletes)));
    return new SlicePlan(writes, deletes);
  }

  private static void fill(
      List<ObjectNode> slices,
      Map<String, ObjectNode> endpoints,
      ObjectNode empty,
      SlicePlan plan) {
    Map<String, ObjectNode> missing = new LinkedHashMap<>(endpoints);
    Map<ObjectNode, ArrayNode> filled = new LinkedHashMap<>();
    for (ObjectNode slice : slices) {
      ArrayNode kept = slice.arrayNode();
      for (JsonNode old : slice.path("endpoints")) {
        ObjectNode now = missing.remove(old.path("addresses").path(0).asText());
        if (now != null) {
          kept.add(now);
        }
      }
      filled.put(slice, kept);
    }
    List<ObjectNode> rest = new ArrayList<>(missing.values());
    filled.values().forEach(kept -> take(rest, kept));
    filled.forEach(
        (slice, kept) -> {
          if (kept.isEmpty()) {
            plan.deletes().add(slice);
          } else if (!kept.equals(slice.path("endpoints"))) {
            plan.writes().add(slice.deepCopy().set("endpoints", kept));
          }
        });
    while (!rest.isEmpty()) {
      ObjectNode slice = empty.deepCopy();
      take(rest, slice.putArray("endpoints"));
      plan.writes().add(slice);
    }
  }

  private static void take(List<ObjectNode> rest, ArrayNode endpoints) {
    while (!rest.isEmpty() && endpoints.size() < FULL) {
      endpoints.add(rest.removeFirst());
    }
  }
}

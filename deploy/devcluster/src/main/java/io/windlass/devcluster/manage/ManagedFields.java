package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.MalformedDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The managers of one object and what each owns. Used by one request; not thread-safe. */
final class ManagedFields {
  private static final int MOST_UPDATERS = 10;
  private static final String OLD_UPDATES = "ancient-changes";
  private static final Comparator<Map.Entry<ManagerId, Claim>> WRITTEN_ORDER =
      Comparator.<Map.Entry<ManagerId, Claim>, String>comparing(e -> e.getKey().operation())
          .thenComparingLong(e -> seconds(e.getValue()))
          .thenComparing(e -> e.getKey().manager())
          .thenComparing(e -> e.getValue().apiVersion())
          .thenComparing(e -> e.getKey().subresource());

  private final Map<ManagerId, Claim> claims = new LinkedHashMap<>();

  /** Reads {@code metadata.managedFields}; throws {@link MalformedDocument}. */
  static ManagedFields decode(JsonNode entries) {
    ManagedFields managed = new ManagedFields();
    for (JsonNode entry : entries) {
      managed.read(entry);
    }
    return managed;
  }

  /** Reads entries that a client has written, to the last step of each path. */
  static ManagedFields decodeForeign(JsonNode entries) {
    ManagedFields managed = decode(entries);
    managed.claims.values().forEach(claim -> check(claim.fields()));
    return managed;
  }

  private static void check(FieldSet fields) {
    fields.forEachStep(
        (step, member, below) -> {
          step.check();
          check(below);
        });
  }

  private void read(JsonNode entry) {
    String operation = entry.path("operation").asText("");
    boolean applies = operation.equals("Apply");
    if (!applies && !operation.equals("Update")) {
      throw new MalformedDocument("operation must be `Apply` or `Update`");
    }
    String apiVersion = entry.path("apiVersion").asText("");
    if (apiVersion.isEmpty()) {
      throw new MalformedDocument("apiVersion must not be empty");
    }
    if (!entry.path("fieldsType").asText("").equals("FieldsV1")) {
      throw new MalformedDocument("invalid fieldsType");
    }
    String manager = entry.path("manager").asText("");
    String subresource = entry.path("subresource").asText("");
    ManagerId id = new ManagerId(manager, applies, applies ? "" : apiVersion, subresource);
    FieldSet fields =
        entry.path("fieldsV1") instanceof ObjectNode node ? FieldSet.of(node) : FieldSet.EMPTY;
    claims.put(id, new Claim(apiVersion, fields, entry.path("time").asText("")));
  }

  boolean isEmpty() {
    return claims.isEmpty();
  }

  Optional<Claim> of(ManagerId id) {
    return Optional.ofNullable(claims.get(id));
  }

  private Claim claim(ManagerId id) {
    return of(id).orElseThrow();
  }

  Map<ManagerId, Claim> all() {
    return claims;
  }

  /** Sets what a manager owns; a manager that owns nothing is forgotten. */
  void put(ManagerId id, Claim claim) {
    if (claim.fields().isEmpty()) {
      claims.remove(id);
    } else {
      claims.put(id, claim);
    }
  }

  void remove(ManagerId id) {
    claims.remove(id);
  }

  /** Changes each claim; those that become empty go. */
  void replaceAll(UnaryOperator<Claim> change) {
    claims.replaceAll((id, claim) -> change.apply(claim));
    claims.values().removeIf(claim -> claim.fields().isEmpty());
  }

  ManagedFields copy() {
    ManagedFields copy = new ManagedFields();
    copy.claims.putAll(claims);
    return copy;
  }

  /** Merges the oldest updaters of each version until there are ten at most. */
  void cap() {
    if (claims.keySet().stream().filter(id -> !id.applies()).count() <= MOST_UPDATERS) {
      return;
    }
    List<ManagerId> updaters = new ArrayList<>(claims.keySet());
    updaters.removeIf(ManagerId::applies);
    updaters.sort(
        Comparator.<ManagerId>comparingLong(id -> seconds(claim(id)))
            .thenComparing(ManagerId::sortKey));
    Map<String, ManagerId> firsts = new LinkedHashMap<>();
    int left = updaters.size();
    for (ManagerId id : updaters) {
      if (left <= MOST_UPDATERS) {
        return;
      }
      String version = claim(id).apiVersion();
      Optional<ManagerId> first = Optional.ofNullable(firsts.putIfAbsent(version, id));
      if (first.isPresent()) {
        bury(id, first.get());
        left--;
      }
    }
  }

  private void bury(ManagerId id, ManagerId first) {
    Claim claim = claim(id);
    ManagerId bucket = new ManagerId(OLD_UPDATES, false, claim.apiVersion(), "");
    if (!claims.containsKey(bucket)) {
      claims.put(bucket, claim(first));
      claims.remove(first);
    }
    FieldSet both = claim.fields().union(claim(bucket).fields());
    claims.remove(id);
    claims.put(bucket, new Claim(claim.apiVersion(), both, claim.time()));
  }

  private static long seconds(Claim claim) {
    return claim.time().isEmpty() ? 0 : Instant.parse(claim.time()).getEpochSecond();
  }

  /** As {@code metadata.managedFields}, in the server's order. */
  ArrayNode encode() {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode(claims.size());
    claims.entrySet().stream()
        .sorted(WRITTEN_ORDER)
        .forEach(e -> write(e.getKey(), e.getValue(), entries.addObject()));
    return entries;
  }

  private static void write(ManagerId id, Claim claim, ObjectNode entry) {
    if (!id.manager().isEmpty()) {
      entry.put("manager", id.manager());
    }
    entry.put("operation", id.operation());
    entry.put("apiVersion", claim.apiVersion());
    if (!claim.time().isEmpty()) {
      entry.put("time", claim.time());
    }
    entry.put("fieldsType", "FieldsV1");
    entry.set("fieldsV1", claim.fields().encode());
    if (!id.subresource().isEmpty()) {
      entry.put("subresource", id.subresource());
    }
  }
}

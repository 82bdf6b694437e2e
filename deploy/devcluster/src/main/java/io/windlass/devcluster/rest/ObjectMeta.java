package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What every type's metadata has in common when objects are created and changed. Stateless. */
final class ObjectMeta {
  private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int MAX_GENERATED_BASE = 63 - SUFFIX_LENGTH;
  private static final List<String> OWNED_BY_SERVER = List.of("creationTimestamp", "generation");

  private ObjectMeta() {}

  /** Gives a new object its identity, whatever the client wrote there. */
  static void identify(ObjectNode object, Instant now) {
    ObjectNode metadata = Documents.metadata(object);
    metadata.remove("resourceVersion");
    dropNulls(metadata);
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", timestamp(now));
  }

  /** Removes what only the server says about a new object. */
  static void wipe(ObjectNode object) {
    Documents.metadata(object)
        .remove(
            List.of(
                "creationTimestamp",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "selfLink"));
  }

  /**
   * What only the store would drop, a dry run answers as it was sent.
   *
   * @param version that was sent, or empty
   */
  static void showStated(ObjectNode object, String version, boolean dryRun) {
    ObjectNode metadata = Documents.metadata(object);
    if (!dryRun) {
      metadata.remove("selfLink");
    } else if (!version.isEmpty()) {
      metadata.put("resourceVersion", version);
    }
  }

  /** A name made of {@code generateName}; false if there is none. */
  static boolean generateName(ObjectNode metadata) {
    String base = metadata.path("generateName").asText();
    if (base.isEmpty()) {
      return false;
    }
    String kept = base.substring(0, Math.min(base.length(), MAX_GENERATED_BASE));
    metadata.put("name", kept + randomSuffix());
    return true;
  }

  /** Five letters and digits that spell no words. */
  static String randomSuffix() {
    StringBuilder suffix = new StringBuilder();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
    }
    return suffix.toString();
  }

  /**
   * Restores what only the server writes. A deletion that has not been asked for stays, and is
   * refused as a change.
   */
  static void restore(ObjectNode object, ObjectNode old) {
    ObjectNode metadata = Documents.metadata(object);
    JsonNode before = old.path("metadata");
    dropNulls(metadata);
    for (String field : OWNED_BY_SERVER) {
      Documents.put(metadata, field, before.path(field));
    }
    if (metadata.path("uid").asText().isEmpty()) {
      metadata.set("uid", before.path("uid"));
    }
    if (before.has("deletionTimestamp")) {
      metadata.set("deletionTimestamp", before.path("deletionTimestamp"));
    }
    if (!metadata.has("deletionGracePeriodSeconds")) {
      Documents.put(
          metadata, "deletionGracePeriodSeconds", before.path("deletionGracePeriodSeconds"));
    }
  }

  static List<String> finalizers(JsonNode object) {
    return Documents.texts(Documents.at(object, "metadata", "finalizers"));
  }

  static void setFinalizers(ObjectNode object, List<String> finalizers) {
    ObjectNode metadata = Documents.metadata(object);
    if (finalizers.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      finalizers.forEach(metadata.putArray("finalizers")::add);
    }
  }

  static boolean isBeingDeleted(JsonNode object) {
    return !Documents.text(object, "metadata", "deletionTimestamp").isEmpty();
  }

  /** Whether a text can be a version at all. */
  static boolean isVersion(String text) {
    try {
      Long.parseUnsignedLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** RFC 3339 in whole seconds, as metadata has it. */
  static String timestamp(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** kind, apiVersion and metadata first, as the API server writes them. */
  static ObjectNode inOrder(ObjectNode object, String kind, String apiVersion) {
    ObjectNode ordered = Documents.object();
    ordered.put("kind", kind);
    ordered.put("apiVersion", apiVersion);
    ordered.set("metadata", Documents.metadata(object));
    object.remove(List.of("kind", "apiVersion", "metadata"));
    ordered.setAll(object);
    return ordered;
  }

  private static void dropNulls(ObjectNode metadata) {
    List<String> nulls = new ArrayList<>();
    metadata.properties().forEach(e -> addIfEmpty(nulls, e.getKey(), e.getValue()));
    metadata.remove(nulls);
  }

  // The server's own encoding leaves out empty maps and lists of metadata.
  private static void addIfEmpty(List<String> names, String name, JsonNode value) {
    if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      names.add(name);
    }
  }
}

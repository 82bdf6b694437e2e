package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.JsonTokens.fields;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.instant;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.items;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.text;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.version;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.windlass.core.model.Compact;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code metadata}; managedFields and whatever else decisions do not need are skipped. Equal
 * maps of labels and equal words share one instance. Thread-safe.
 */
final class MetaDecoder implements Decoder<ObjectMeta> {
  private static final int SHARED_WORDS = 8192;
  private static final int SHARED_MAPS = 4096;

  private final Interner<String> words = new Interner<>(SHARED_WORDS);
  private final Interner<Map<String, String>> maps = new Interner<>(SHARED_MAPS);
  private final Interner<OwnerReference> owners = new Interner<>(SHARED_MAPS);

  @Override
  public ObjectMeta decode(JsonParser parser) throws IOException {
    Draft draft = new Draft();
    fields(parser, field -> read(parser, field, draft));
    if (draft.name.isEmpty() || draft.uid.isEmpty()) {
      throw new JsonParseException(
          parser, "an object without name or uid: " + draft.name + draft.uid);
    }
    return draft.meta();
  }

  private void read(JsonParser parser, String field, Draft draft) throws IOException {
    switch (field) {
      case "name" -> draft.name = text(parser);
      case "namespace" -> draft.namespace = word(parser);
      case "uid" -> draft.uid = text(parser);
      case "resourceVersion" -> draft.version = version(parser);
      case "generation" -> draft.generation = parser.getValueAsLong();
      case "labels" -> draft.labels = texts(parser);
      case "annotations" -> draft.annotations = texts(parser);
      case "ownerReferences" -> items(parser, item -> owner(parser, draft));
      case "creationTimestamp" -> draft.createdAt = instant(parser);
      case "deletionTimestamp" -> draft.deletedAt = Optional.of(instant(parser));
      case "finalizers" -> items(parser, item -> draft.finalizers.add(word(parser)));
      default -> {}
    }
  }

  private void owner(JsonParser parser, Draft draft) throws IOException {
    Map<String, String> reference = new HashMap<>();
    fields(parser, field -> reference.put(field, word(parser)));
    if ("true".equals(reference.get("controller"))) {
      draft.controller =
          Optional.of(
              owners.shared(
                  new OwnerReference(
                      reference.getOrDefault("apiVersion", ""),
                      reference.getOrDefault("kind", ""),
                      reference.getOrDefault("name", ""),
                      reference.getOrDefault("uid", ""))));
    }
  }

  /** A text that many objects have. */
  String word(JsonParser parser) throws IOException {
    return words.shared(text(parser));
  }

  private Map<String, String> texts(JsonParser parser) throws IOException {
    Map<String, String> texts = new HashMap<>();
    fields(parser, field -> texts.put(words.shared(field), word(parser)));
    return maps.shared(Compact.texts(texts));
  }

  private static final class Draft {
    private String name = "";
    private String namespace = "";
    private String uid = "";
    private long version;
    private long generation;
    private Map<String, String> labels = Map.of();
    private Map<String, String> annotations = Map.of();
    private Optional<OwnerReference> controller = Optional.empty();
    private Instant createdAt = Instant.EPOCH;
    private Optional<Instant> deletedAt = Optional.empty();
    private final List<String> finalizers = new ArrayList<>(0);

    private ObjectMeta meta() {
      return new ObjectMeta(
          new ObjectKey(namespace, name),
          uid,
          version,
          generation,
          labels,
          annotations,
          controller,
          createdAt,
          deletedAt,
          finalizers);
    }
  }
}

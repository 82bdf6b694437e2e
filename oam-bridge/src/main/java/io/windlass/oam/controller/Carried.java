package io.windlass.oam.controller;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import java.io.IOException;

/**
 * A document as the operator framework carries it around: packed, for core reads documents, and
 * beside it the little metadata that the framework asks for.
 */
record Carried(Json.Obj packed, ObjectMeta metadata) {

  /** Reads a whole document. */
  static Carried read(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode tree = context.readTree(parser);
    return of((Json.Obj) JsonText.parse(tree.toString()));
  }

  private static Carried of(Json.Obj document) {
    ObjectMeta metadata = new ObjectMeta();
    Json.Obj meta = document.object("metadata");
    meta.text("namespace").ifPresent(metadata::setNamespace);
    meta.text("name").ifPresent(metadata::setName);
    meta.text("uid").ifPresent(metadata::setUid);
    meta.text("resourceVersion").ifPresent(metadata::setResourceVersion);
    meta.number("generation").ifPresent(metadata::setGeneration);
    meta.text("deletionTimestamp").ifPresent(metadata::setDeletionTimestamp);
    metadata.setFinalizers(
        meta.items("finalizers").stream().flatMap(it -> it.text().stream()).toList());
    Json.Obj lean = document.with("metadata", meta.without("managedFields"));
    return new Carried(lean.packed(), metadata);
  }

  Json.Obj document() {
    return packed.unpacked();
  }

  ObjectKey key() {
    return new ObjectKey(metadata.getNamespace(), metadata.getName());
  }

  UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a primary is read-only: " + metadata);
  }
}

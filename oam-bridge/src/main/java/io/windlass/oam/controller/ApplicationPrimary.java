package io.windlass.oam.controller;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An ApplicationConfiguration as the operator framework carries it around: the document itself,
 * packed, for the translator reads documents, and the little metadata that the framework asks for.
 * Read-only.
 */
@Group("core.oam.dev")
@Version("v1alpha2")
@Kind("ApplicationConfiguration")
@Singular("applicationconfiguration")
@Plural("applicationconfigurations")
@JsonDeserialize(using = ApplicationPrimary.FromTokens.class)
public final class ApplicationPrimary implements HasMetadata, Namespaced {
  private static final long serialVersionUID = 1L;

  private final transient Json.Obj document;
  private final ObjectMeta metadata;

  private ApplicationPrimary(Json.Obj document, ObjectMeta metadata) {
    this.document = document;
    this.metadata = metadata;
  }

  private static ApplicationPrimary of(Json.Obj document) {
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
    return new ApplicationPrimary(lean.packed(), metadata);
  }

  /** Reads the whole document. */
  static final class FromTokens extends StdDeserializer<ApplicationPrimary> {
    private static final long serialVersionUID = 1L;

    FromTokens() {
      super(ApplicationPrimary.class);
    }

    @Override
    public ApplicationPrimary deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode tree = context.readTree(parser);
      return of((Json.Obj) JsonText.parse(tree.toString()));
    }
  }

  Json.Obj document() {
    return document.unpacked();
  }

  ObjectKey key() {
    return new ObjectKey(metadata.getNamespace(), metadata.getName());
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(@Nullable ObjectMeta replacement) {
    throw new UnsupportedOperationException("a primary is read-only: " + metadata);
  }

  @Override
  public String getKind() {
    return "ApplicationConfiguration";
  }

  @Override
  public String getApiVersion() {
    return "core.oam.dev/v1alpha2";
  }

  @Override
  public void setApiVersion(@Nullable String version) {
    throw new UnsupportedOperationException("a primary is read-only: " + metadata);
  }
}

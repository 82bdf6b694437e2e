package io.windlass.controllers.adapter.josdk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.SidecarSetKinds;
import io.windlass.core.sidecarset.SidecarSetView;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SidecarSet as the operator framework carries it around: the engine's view, read by the engine's
 * decoder, and the little metadata that the framework asks for. The typed class of {@code crds} is
 * not used here, because a template that has gone through a client library's model may not be
 * byte-equal to the one in the API. Read-only.
 */
@Group("apps.kruise.io")
@Version("v1alpha1")
@Kind("SidecarSet")
@Singular("sidecarset")
@Plural("sidecarsets")
@JsonDeserialize(using = SidecarSetPrimary.FromTokens.class)
public final class SidecarSetPrimary implements HasMetadata {
  private static final long serialVersionUID = 1L;

  private final transient Optional<SidecarSetView> view;
  private final ObjectMeta metadata;

  private SidecarSetPrimary(Optional<SidecarSetView> view, ObjectMeta metadata) {
    this.view = view;
    this.metadata = metadata;
  }

  private static SidecarSetPrimary of(SidecarSetView view) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(view.meta().key().name());
    metadata.setUid(view.uid());
    metadata.setResourceVersion(Long.toString(view.meta().version()));
    metadata.setGeneration(view.meta().generation());
    view.meta().deletedAt().ifPresent(at -> metadata.setDeletionTimestamp(at.toString()));
    return new SidecarSetPrimary(Optional.of(view), metadata);
  }

  /** What a bookmark holds: an object of the type that has a version and nothing else. */
  private static SidecarSetPrimary bookmark(String version) {
    return new SidecarSetPrimary(
        Optional.empty(), new ObjectMetaBuilder().withResourceVersion(version).build());
  }

  /** Reads metadata with the engine's decoder, and keeps the documents as their texts. */
  static final class FromTokens extends StdDeserializer<SidecarSetPrimary> {
    private static final long serialVersionUID = 1L;
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final PrimaryParts.Making<SidecarSetView> MAKING =
        new PrimaryParts.Making<>() {
          @Override
          public SidecarSetView of(
              io.windlass.core.model.ObjectMeta meta, Json.Obj spec, Json.Obj status) {
            return new SidecarSetView(meta, spec, status);
          }

          @Override
          public SidecarSetView packed(SidecarSetView view) {
            return view.packed();
          }
        };
    private final transient ViewType<SidecarSetView> type =
        ViewType.sidecarSets(SidecarSetKinds.SIDECAR_SET);

    FromTokens() {
      super(SidecarSetPrimary.class);
    }

    /** What is short may be a bookmark. */
    @Override
    public SidecarSetPrimary deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      PrimaryParts parts = PrimaryParts.read(parser);
      if (parts.mayBeBookmark()) {
        JsonNode metadata = context.readTree(FACTORY.createParser(parts.rest())).path("metadata");
        if (!metadata.hasNonNull("name")) {
          return bookmark(metadata.path("resourceVersion").asText());
        }
      }
      return of(parts.view(type, MAKING));
    }
  }

  /** What the engine sees of it. */
  public SidecarSetView view() {
    return view.orElseThrow(() -> new IllegalStateException("a bookmark is not an object"));
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
    return "SidecarSet";
  }

  @Override
  public String getApiVersion() {
    return "apps.kruise.io/v1alpha1";
  }

  @Override
  public void setApiVersion(@Nullable String version) {
    throw new UnsupportedOperationException("a primary is read-only: " + metadata);
  }
}

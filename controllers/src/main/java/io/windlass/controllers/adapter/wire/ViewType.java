package io.windlass.controllers.adapter.wire;

import io.windlass.core.cloneset.CloneSetKinds;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * A type of the API and the view that stands for its objects. A process should have one instance
 * for each type, so that all decoding shares its words.
 *
 * @param protobuf empty for what is only read from JSON
 * @param sharing the first of two views, with the parts of the second where they are equal
 */
public record ViewType<V>(
    ResourceKind kind,
    Words words,
    JsonDecoder<V> json,
    Optional<ProtoDecoder<V>> protobuf,
    Function<V, ObjectMeta> metaOf,
    BinaryOperator<V> sharing) {
  public static ViewType<PodView> pods() {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        ResourceKind.POD,
        sharing.words(),
        new PodJson(sharing),
        Optional.of(new PodProto(sharing)),
        PodView::meta,
        PodView::sharing);
  }

  public static ViewType<RevisionView> revisions() {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        ResourceKind.CONTROLLER_REVISION,
        sharing.words(),
        new RevisionJson(sharing),
        Optional.empty(),
        RevisionView::meta,
        (fresh, _) -> fresh);
  }

  public static ViewType<ClaimView> claims() {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        ResourceKind.CLAIM,
        sharing.words(),
        new ClaimJson(sharing),
        Optional.empty(),
        ClaimView::meta,
        (fresh, _) -> fresh);
  }

  /** Nodes, of which only the metadata matters. */
  public static ViewType<ObjectMeta> nodes() {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        ResourceKind.NODE,
        sharing.words(),
        new MetaJson(sharing)::decodeOfObject,
        Optional.empty(),
        meta -> meta,
        (fresh, _) -> fresh);
  }

  public static ViewType<CloneSetView> cloneSets() {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        CloneSetKinds.CLONE_SET,
        sharing.words(),
        new CloneSetJson(sharing),
        Optional.empty(),
        CloneSetView::meta,
        (fresh, _) -> fresh);
  }

  /**
   * SidecarSets.
   *
   * @param kind in the version that is stored, so that nobody has to convert what is read
   */
  public static ViewType<SidecarSetView> sidecarSets(ResourceKind kind) {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        kind,
        sharing.words(),
        new SidecarSetJson(sharing),
        Optional.empty(),
        SidecarSetView::meta,
        (fresh, _) -> fresh);
  }

  /** Namespaces, of which only the metadata matters. */
  public static ViewType<ObjectMeta> namespaces() {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        ResourceKind.NAMESPACE,
        sharing.words(),
        new MetaJson(sharing)::decodeOfObject,
        Optional.empty(),
        meta -> meta,
        (fresh, _) -> fresh);
  }

  /** Objects of any type, of which only the metadata matters. */
  public static ViewType<ObjectMeta> metadata(ResourceKind kind) {
    Sharing sharing = new Sharing();
    return new ViewType<>(
        kind,
        sharing.words(),
        new MetaJson(sharing)::decodeOfObject,
        Optional.empty(),
        meta -> meta,
        (fresh, _) -> fresh);
  }

  /** Reads one object from a whole document of JSON. */
  public V decode(byte[] document) throws java.io.IOException {
    return json.decode(new JsonCursor(new ByteWindow(document), words));
  }
}

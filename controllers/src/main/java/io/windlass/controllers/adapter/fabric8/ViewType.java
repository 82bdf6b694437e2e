package io.windlass.controllers.adapter.fabric8;

import io.windlass.core.cloneset.CloneSetKinds;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import java.util.function.Function;

/**
 * A type of the API and the view that stands for its objects. A process should have one instance
 * for each type, so that all decoding shares its words.
 */
public record ViewType<V>(ResourceKind kind, Decoder<V> decoder, Function<V, ObjectMeta> metaOf) {
  public static ViewType<PodView> pods() {
    return new ViewType<>(ResourceKind.POD, new PodViewDecoder(), PodView::meta);
  }

  public static ViewType<RevisionView> revisions() {
    return new ViewType<>(
        ResourceKind.CONTROLLER_REVISION, new RevisionViewDecoder(), RevisionView::meta);
  }

  public static ViewType<CloneSetView> cloneSets() {
    return new ViewType<>(CloneSetKinds.CLONE_SET, new CloneSetViewDecoder(), CloneSetView::meta);
  }
}

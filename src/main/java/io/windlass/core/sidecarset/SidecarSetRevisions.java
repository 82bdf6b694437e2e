package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What ControllerRevisions record of a SidecarSet, and what it was at one of them. Stateless. */
public final class SidecarSetRevisions {
  /** Fields of the spec that a revision records; all others are always those of today. */
  public static final List<String> RECORDED =
      List.of("volumes", "containers", "initContainers", "imagePullSecrets", "patchPodMetadata");

  /** Namespace in which OpenKruise has them. */
  public static final String OPENKRUISE_NAMESPACE = "kruise-system";

  private static final String PATCH = "$patch";

  private SidecarSetRevisions() {}

  /**
   * Whether a revision lies where only administrators write: in the manager's namespace or in
   * OpenKruise's. Containers are restored from it, so one that a tenant wrote counts for nothing.
   */
  static boolean isTrusted(RevisionView revision, String home) {
    String namespace = revision.meta().key().namespace();
    return namespace.equals(home) || namespace.equals(OPENKRUISE_NAMESPACE);
  }

  /** The data of the revision that a spec is, every recorded field there even if it is null. */
  public static Json.Obj data(Json.Obj spec) {
    Map<String, Json> recorded = new TreeMap<>();
    recorded.put(PATCH, Json.of("replace"));
    RECORDED.forEach(field -> recorded.put(field, spec.get(field).orElse(Json.Null.VALUE)));
    return Json.Obj.EMPTY.with("spec", new Json.Obj(recorded));
  }

  /** The SidecarSet as it was at a revision: its containers, with the strategy of today. */
  public static SidecarSetView restored(SidecarSetView now, RevisionView revision) {
    Json.Obj recorded = revision.data().unpacked().object("spec");
    Json.Obj spec = now.spec().unpacked();
    for (String field : RECORDED) {
      Json value = recorded.get(field).orElse(Json.Null.VALUE);
      spec = value instanceof Json.Null ? spec.without(field) : spec.with(field, value);
    }
    SidecarSetHash hash = SidecarSetHash.recorded(revision.meta().annotations(), spec);
    return new SidecarSetView(
        withHash(now.meta(), hash), spec, now.status().with("latestRevision", revision.name()));
  }

  private static ObjectMeta withHash(ObjectMeta meta, SidecarSetHash hash) {
    Map<String, String> annotations = new HashMap<>(meta.annotations());
    annotations.put(SidecarSetKeys.HASH, hash.all());
    annotations.put(SidecarSetKeys.HASH_WITHOUT_IMAGE, hash.withoutImage());
    return new ObjectMeta(
        meta.key(),
        meta.uid(),
        meta.version(),
        meta.generation(),
        meta.labels(),
        annotations,
        meta.controller(),
        meta.createdAt(),
        meta.deletedAt(),
        meta.finalizers());
  }

  /** The revision of a SidecarSet that its user named; empty if there is none. */
  public static Optional<RevisionView> pinned(
      String sidecarSet, Pinned pinned, Collection<RevisionView> revisions) {
    return revisions.stream()
        .filter(revision -> revision.meta().label(SidecarSetKeys.OWNER).equals(sidecarSet))
        .filter(revision -> isNamed(revision, pinned))
        .max(
            Comparator.comparingLong(RevisionView::number)
                .thenComparing(revision -> revision.meta().createdAt())
                .thenComparing(RevisionView::name));
  }

  private static boolean isNamed(RevisionView revision, Pinned pinned) {
    return pinned
        .revisionName()
        .map(name -> name.equals(revision.name()))
        .orElseGet(
            () ->
                pinned
                    .customVersion()
                    .filter(v -> v.equals(revision.meta().label(SidecarSetKeys.CUSTOM_VERSION)))
                    .isPresent());
  }
}

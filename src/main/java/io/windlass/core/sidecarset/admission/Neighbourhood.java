package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the admission of a SidecarSet may ask the cluster. Each question ends within seconds. */
public interface Neighbourhood {
  /** A SidecarSet as it is stored. */
  Optional<SidecarSetView> sidecarSet(String name);

  /** All stored SidecarSets that may conflict with these claims; others may be among them. */
  Collection<SidecarSetView> near(Claims claims);

  /** Whether a SidecarSet has a revision of that name. */
  boolean hasRevision(String sidecarSet, Pinned pinned);

  /**
   * The annotation keys that SidecarSets may patch, as the administrator wrote it: key {@code
   * SidecarSet_PatchPodMetadata_WhiteList} of ConfigMap {@code kruise-configuration}.
   */
  Optional<String> allowedAnnotations();

  /**
   * What the API server holds against a pod, with the fields of the pod. Only what is wrong with
   * the pod itself counts.
   */
  List<Violation> dryRun(Json.Obj pod);
}

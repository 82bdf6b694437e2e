package io.windlass.core.cloneset;

import io.windlass.core.model.ResourceKind;

/** The API types of CloneSet. */
public final class CloneSetKinds {
  /** The type of OpenKruise 1.9. */
  public static final ResourceKind CLONE_SET =
      new ResourceKind("apps.kruise.io", "v1alpha1", "CloneSet", "clonesets");

  private CloneSetKinds() {}
}

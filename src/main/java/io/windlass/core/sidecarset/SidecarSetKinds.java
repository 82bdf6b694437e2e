package io.windlass.core.sidecarset;

import io.windlass.core.model.ResourceKind;

/** The API types of SidecarSet. */
public final class SidecarSetKinds {
  /** The older version, which an installation without webhooks stores. */
  public static final ResourceKind SIDECAR_SET =
      new ResourceKind("apps.kruise.io", "v1alpha1", "SidecarSet", "sidecarsets");

  private SidecarSetKinds() {}
}

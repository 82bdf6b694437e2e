package io.windlass.core.sidecarset;

import io.windlass.core.model.ResourceKind;
import io.windlass.core.version.FieldPath;
import io.windlass.core.version.KeptAsText;
import io.windlass.core.version.KeptAsText.Form;
import io.windlass.core.version.TwoVersions;
import java.util.List;

/**
 * The two versions of SidecarSet, both of OpenKruise 1.9. {@code v1beta1} is the hub. Stateless.
 */
public final class SidecarSetVersions {
  /** The hub as a type of the API. */
  public static final ResourceKind HUB =
      new ResourceKind("apps.kruise.io", "v1beta1", "SidecarSet", "sidecarsets");

  /** Both versions and the way from one to the other. */
  public static final TwoVersions ALL =
      new TwoVersions(
          HUB.apiVersion(),
          SidecarSetKinds.SIDECAR_SET.apiVersion(),
          List.of(
              new NamespaceMapping(),
              new KeptAsText(
                  FieldPath.of("spec.customVersion"),
                  new FieldPath(List.of("metadata", "labels", SidecarSetKeys.CUSTOM_VERSION)),
                  Form.LABEL_VALUE)),
          "windlass.io/only-in-");

  private SidecarSetVersions() {}
}

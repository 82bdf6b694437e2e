/**
 * SidecarSet {@code apps.kruise.io/v1beta1}, the hub, as it travels over the wire; {@code v1alpha1}
 * is made of it by the field mappings of core, as with CloneSet.
 */
@NullMarked
package io.windlass.crds.sidecarset;

import org.jspecify.annotations.NullMarked;

/**
 * CloneSet {@code apps.kruise.io/v1beta1}, the hub, as it travels over the wire.
 *
 * <p>The records state shape, defaults, bounds and descriptions as annotations, from which the
 * schema is generated; {@code v1alpha1}, which {@code apps.kruise.io_clonesets.yaml} holds, is made
 * of it by the field mappings of core. They neither fill in defaults nor check anything: an API
 * server with that CRD does both. A component is nullable where a document stored under another
 * schema may lack it.
 */
@NullMarked
package io.windlass.crds.cloneset;

import org.jspecify.annotations.NullMarked;

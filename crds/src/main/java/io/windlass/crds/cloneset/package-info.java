/**
 * CloneSet {@code apps.kruise.io/v1alpha1} as it travels over the wire.
 *
 * <p>The records state shape, defaults, bounds and descriptions as annotations, from which {@code
 * apps.kruise.io_clonesets.yaml} is generated. They neither fill in defaults nor check anything: an
 * API server with that CRD does both. A component is nullable where a document stored under another
 * schema may lack it.
 */
@NullMarked
package io.windlass.crds.cloneset;

import org.jspecify.annotations.NullMarked;

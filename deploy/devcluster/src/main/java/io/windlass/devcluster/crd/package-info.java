/** Custom resources: how a CustomResourceDefinition becomes a served type. */
@NullMarked
package io.windlass.devcluster.crd;

import org.jspecify.annotations.NullMarked;

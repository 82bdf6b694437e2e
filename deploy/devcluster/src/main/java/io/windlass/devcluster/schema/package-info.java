/**
 * Shapes of objects: the recorded schemas of built-in types and the schemas of custom resources.
 */
@NullMarked
package io.windlass.devcluster.schema;

import org.jspecify.annotations.NullMarked;

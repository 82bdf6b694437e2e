/** The small language in which sidecars' resources follow from those of the app. */
@NullMarked
package io.windlass.core.sidecarset.expression;

import org.jspecify.annotations.NullMarked;

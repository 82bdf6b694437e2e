/** What the API server fills in where a pod, or a template of pods, leaves something out. */
@NullMarked
package io.windlass.core.podspec;

import org.jspecify.annotations.NullMarked;

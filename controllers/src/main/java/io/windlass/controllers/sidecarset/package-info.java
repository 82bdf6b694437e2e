/**
 * SidecarSets between the cluster and core: which of them are for a pod that is being created, and
 * the answer to that creation.
 */
@NullMarked
package io.windlass.controllers.sidecarset;

import org.jspecify.annotations.NullMarked;

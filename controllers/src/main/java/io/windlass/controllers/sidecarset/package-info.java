/**
 * SidecarSets between the cluster and core: which of them are for a pod that is being created, the
 * answer to that creation, and the upgrade of sidecars that are there already.
 *
 * <p>A worked trace: a pod of a thousand becomes ready. The index of selectors names the one
 * SidecarSet that matches its labels, whose key is queued; the run gathers the pods that the index
 * of labels names, plans, and sends the next patch.
 */
@NullMarked
package io.windlass.controllers.sidecarset;

import org.jspecify.annotations.NullMarked;

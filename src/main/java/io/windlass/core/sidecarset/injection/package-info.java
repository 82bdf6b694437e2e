/**
 * What admission makes of a new pod: which SidecarSets are for it, at which revision, and the pod
 * with their containers.
 *
 * <p>One worked trace: a pod of app {@code web} is asked about. Of the SidecarSets that may match,
 * {@code log} and {@code mesh} do, and {@code log} pins a revision. In the order of their names
 * their prepared containers, volumes and secrets are put together, mounts and variables of the app
 * added where a container asks for them, and the result is merged into the pod: what is in the pod
 * under the same name is replaced in its place. Annotations say what came from whom.
 */
@NullMarked
package io.windlass.core.sidecarset.injection;

import org.jspecify.annotations.NullMarked;

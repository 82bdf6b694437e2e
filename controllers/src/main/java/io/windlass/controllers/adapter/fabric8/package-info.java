/**
 * The cluster through fabric8's HTTP client: bytes in, views out.
 *
 * <p>Nothing typed stands on the path of a pod. {@link
 * io.windlass.controllers.adapter.fabric8.Fabric8Source} reads lists and watches as streams of
 * bytes and decodes them once, token by token, into views; {@link
 * io.windlass.controllers.adapter.fabric8.Fabric8Writer} sends effects and merges the answers into
 * the same stores. All nulls and absent fields of Kubernetes end here.
 *
 * <p>A worked trace: the writer patches a pod at version 41 and puts 41 into the patch; the server
 * answers with the pod at version 42, which goes through the pod decoder into the pod store before
 * the write returns; a moment later the watch brings version 42, which is no news and wakes nobody.
 */
@NullMarked
package io.windlass.controllers.adapter.fabric8;

import org.jspecify.annotations.NullMarked;

/**
 * What webhooks say to a SidecarSet: its defaults and hashes, and everything that is wrong with it,
 * alone and beside the other SidecarSets of the cluster.
 */
@NullMarked
package io.windlass.core.sidecarset.admission;

import org.jspecify.annotations.NullMarked;

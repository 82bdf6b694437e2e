/** The OAM bridge in this application: its kinds in a cluster, its commands, its webhooks. */
@NullMarked
package io.windlass.manager.oam;

import org.jspecify.annotations.NullMarked;

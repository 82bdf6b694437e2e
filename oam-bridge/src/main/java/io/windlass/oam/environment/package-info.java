/**
 * What a cluster offers to applications, as its infrastructure operator says. The same application
 * runs in each environment; what differs between clusters stands here and nowhere else.
 */
@NullMarked
package io.windlass.oam.environment;

import org.jspecify.annotations.NullMarked;

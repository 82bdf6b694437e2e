/**
 * What surrounds an autoscaler, read from the API server: its target, who else scales that, what
 * bounds it. {@link io.windlass.controllers.autoscaling.world.Survey} is asked by the controller,
 * the webhook and the command line; what the documents mean is said in core.
 */
@NullMarked
package io.windlass.controllers.autoscaling.world;

import org.jspecify.annotations.NullMarked;

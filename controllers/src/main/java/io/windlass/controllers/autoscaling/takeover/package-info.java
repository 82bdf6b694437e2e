/** Takes the steps of a takeover on the API server; which these are is said in core. */
@NullMarked
package io.windlass.controllers.autoscaling.takeover;

import org.jspecify.annotations.NullMarked;

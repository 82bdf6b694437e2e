/** Tells what autoscalers do: status within bounds on its writes, Events, figures. */
@NullMarked
package io.windlass.controllers.autoscaling.report;

import org.jspecify.annotations.NullMarked;

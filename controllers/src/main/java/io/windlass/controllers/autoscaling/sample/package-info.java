/**
 * Reads pods and metrics: one list of each for a namespace and a tick, whoever of its autoscalers
 * asks first, and a question of its own for each custom or external metric.
 */
@NullMarked
package io.windlass.controllers.autoscaling.sample;

import org.jspecify.annotations.NullMarked;

/**
 * What the webhooks say to TimedPodAutoscalers, and to HorizontalPodAutoscalers on a target that
 * one of them scales. The same checks as at run time, and those that need the request.
 */
@NullMarked
package io.windlass.core.autoscaling.admission;

import org.jspecify.annotations.NullMarked;

/** The controller of TimedPodAutoscalers against an API server in a process of its own. */
@NullMarked
package io.windlass.benchmarks.autoscaling;

import org.jspecify.annotations.NullMarked;

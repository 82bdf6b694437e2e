/**
 * How much of a core the planning of one large rollout takes: the real queue, controller and
 * planner, with a cluster in memory behind the ports.
 */
@NullMarked
package io.windlass.benchmarks.pacing;

import org.jspecify.annotations.NullMarked;

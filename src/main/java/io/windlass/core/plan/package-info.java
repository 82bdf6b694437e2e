/**
 * What a decision comes to: effects to carry out, a status, the time of the next look, and the
 * reasons.
 *
 * <p>A worked trace: three pods run image 1, the template says image 2, one may be missing. The
 * plan is one {@link io.windlass.core.plan.Action.Patch} of the first pod's status (its gate goes
 * down) followed by one of the pod itself (its image), the status with {@code updatedReplicas: 0},
 * no next look (the pod's own change will wake the key), and the reasons "budget 1 of 1 used".
 */
@NullMarked
package io.windlass.core.plan;

import org.jspecify.annotations.NullMarked;

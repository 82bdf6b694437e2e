/**
 * TimedPodAutoscaler {@code autoscaling.windlass.io/v1alpha1} as it travels over the wire: time
 * gives floor and ceiling of a replica count, metrics move it inside.
 *
 * <p>The records state shape, defaults, bounds, rules and descriptions as annotations, from which
 * the schema is generated. They neither fill in defaults nor check anything: an API server with
 * that CRD does both. A component is nullable where a stored document may lack it.
 */
@NullMarked
package io.windlass.crds.autoscaling;

import org.jspecify.annotations.NullMarked;

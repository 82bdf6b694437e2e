/**
 * The differential test: one seeded series of requests, sent to this cluster and to a Kubernetes
 * API, whose answers must mean the same.
 */
@NullMarked
package io.windlass.devcluster.differ;

import org.jspecify.annotations.NullMarked;

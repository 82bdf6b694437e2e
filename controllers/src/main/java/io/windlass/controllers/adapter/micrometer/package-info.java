/**
 * The engine's figures as Micrometer meters. Their names, labels and units as Prometheus sees them
 * are one table, {@code deploy/docs/metrics.md}; a test compares it with what a manager exposes.
 *
 * <p>Cardinality is bounded: labels are controllers, resources, verbs, HTTP codes and words of a
 * closed list, never names of objects.
 */
@NullMarked
package io.windlass.controllers.adapter.micrometer;

import org.jspecify.annotations.NullMarked;

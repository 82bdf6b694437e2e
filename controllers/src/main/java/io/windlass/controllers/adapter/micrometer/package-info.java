/**
 * The engine's figures as Micrometer meters. As Prometheus sees them:
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>labels</th><th>what</th></tr>
 * <tr><td>windlass_queue_wait_seconds</td><td>controller</td><td>time from due to run</td></tr>
 * <tr><td>windlass_queue_coalesced_total</td><td>controller</td><td>adds of keys that were queued
 * already</td></tr>
 * <tr><td>windlass_reconcile_seconds</td><td>controller, outcome</td><td>time of a run</td></tr>
 * <tr><td>windlass_write_seconds</td><td>verb, resource, result</td><td>time of a write</td></tr>
 * <tr><td>windlass_expectations_expired_total</td><td>controller</td><td>unknown outcomes that were
 * given up</td></tr>
 * <tr><td>windlass_events_dropped_total</td><td></td><td>Events that were not written</td></tr>
 * </table>
 */
@NullMarked
package io.windlass.controllers.adapter.micrometer;

import org.jspecify.annotations.NullMarked;

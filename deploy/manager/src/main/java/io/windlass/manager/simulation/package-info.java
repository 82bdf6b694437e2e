/**
 * Plays an autoscaler's file offline: reads it and a curve of load, and shows what would happen as
 * a table, as CSV and as a picture. What is decided is the controller's own function in core.
 */
@NullMarked
package io.windlass.manager.simulation;

import org.jspecify.annotations.NullMarked;

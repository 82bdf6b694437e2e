/**
 * Status that explains: a decision and the schedule around it as the document that users read, and
 * when it is worth a write.
 */
@NullMarked
package io.windlass.core.autoscaling.status;

import org.jspecify.annotations.NullMarked;

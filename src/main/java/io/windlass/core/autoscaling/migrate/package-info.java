/**
 * Moves what other autoscalers were told into TimedPodAutoscalers: a document and a report; what is
 * ambiguous is refused with the reason, never guessed.
 */
@NullMarked
package io.windlass.core.autoscaling.migrate;

import org.jspecify.annotations.NullMarked;

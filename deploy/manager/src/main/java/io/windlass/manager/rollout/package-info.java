/**
 * What people ask about a rollout and do to it from the command line: how it gets on, why, and
 * back.
 */
@NullMarked
package io.windlass.manager.rollout;

import org.jspecify.annotations.NullMarked;

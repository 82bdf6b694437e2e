/** What whoever typed a command is told: of failures, of wrong usage, and of the build. */
@NullMarked
package io.windlass.manager.report;

import org.jspecify.annotations.NullMarked;

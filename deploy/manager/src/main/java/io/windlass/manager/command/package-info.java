/** One class for each command of {@code windlass}, and how their failures are told. */
@NullMarked
package io.windlass.manager.command;

import org.jspecify.annotations.NullMarked;

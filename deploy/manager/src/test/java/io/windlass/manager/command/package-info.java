/** Tests of the commands, as a person would call them. */
@NullMarked
package io.windlass.manager.command;

import org.jspecify.annotations.NullMarked;

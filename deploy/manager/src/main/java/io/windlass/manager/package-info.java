/** The one application: its commands, what they are told, and how they fail. */
@NullMarked
package io.windlass.manager;

import org.jspecify.annotations.NullMarked;

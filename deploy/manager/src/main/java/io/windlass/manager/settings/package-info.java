/** What can be set, typed and read once at start: nested records, defaults in one place. */
@NullMarked
package io.windlass.manager.settings;

import org.jspecify.annotations.NullMarked;

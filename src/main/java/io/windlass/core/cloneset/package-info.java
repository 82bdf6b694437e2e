/** What to do about one CloneSet: its defaults and checks, its revisions, its pods, its status. */
@NullMarked
package io.windlass.core.cloneset;

import org.jspecify.annotations.NullMarked;

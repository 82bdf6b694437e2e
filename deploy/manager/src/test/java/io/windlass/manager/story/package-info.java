/** Stories: what a user does to a CloneSet, what the cluster then looks like, what it cost. */
@NullMarked
package io.windlass.manager.story;

import org.jspecify.annotations.NullMarked;

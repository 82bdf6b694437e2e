/** Answers questions about who somebody is and what somebody may do. */
@NullMarked
package io.windlass.devcluster.auth.review;

import org.jspecify.annotations.NullMarked;

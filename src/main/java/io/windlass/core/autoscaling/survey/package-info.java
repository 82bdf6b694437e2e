/**
 * What the documents around an autoscaler mean to its checks: who else scales the target, what its
 * pods request, what bounds their number. Functions from documents to {@link
 * io.windlass.core.autoscaling.check.World}; who reads the documents is not known here.
 */
@NullMarked
package io.windlass.core.autoscaling.survey;

import org.jspecify.annotations.NullMarked;

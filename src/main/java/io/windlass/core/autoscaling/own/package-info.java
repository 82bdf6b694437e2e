/**
 * Whose the replica count is: what others did to it, how long they are let be, and who they are.
 *
 * <p>An example: a GitOps tool sets 3 again every three minutes where 10 was decided. Its third
 * write within ten minutes makes it an external writer: from then on 10 is written at most once in
 * five minutes, until the tool has been quiet for ten.
 */
@NullMarked
package io.windlass.core.autoscaling.own;

import org.jspecify.annotations.NullMarked;

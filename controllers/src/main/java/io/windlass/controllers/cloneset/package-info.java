/**
 * The shell around CloneSet's planner: gather a snapshot from the stores, plan, carry the plan out,
 * remember what was refused. No decision is made here.
 *
 * <p>A worked trace: a pod's status changes; its controller reference names the CloneSet, whose key
 * is queued; the run gathers the CloneSet, its pods and revisions, asks the planner, hands the plan
 * to the write pipeline with the condition under which it is still wanted, writes one line of log
 * if the cluster was changed, and says when to look again.
 */
@NullMarked
package io.windlass.controllers.cloneset;

import org.jspecify.annotations.NullMarked;

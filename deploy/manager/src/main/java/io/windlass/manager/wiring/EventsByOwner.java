package io.windlass.manager.wiring;

import io.windlass.core.cloneset.CloneSetKinds;
import io.windlass.core.plan.Action;
import io.windlass.runtime.port.EventSink;

/** Lets each controller speak in its own name. */
record EventsByOwner(EventSink cloneSets, EventSink sidecarSets) implements EventSink {
  @Override
  public void announce(Action.Announce event) {
    boolean ofCloneSet = event.target().kind().equals(CloneSetKinds.CLONE_SET);
    (ofCloneSet ? cloneSets : sidecarSets).announce(event);
  }
}

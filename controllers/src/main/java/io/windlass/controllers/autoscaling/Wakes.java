package io.windlass.controllers.autoscaling;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.windlass.core.model.ObjectKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the operator framework that an autoscaler is due. Thread-safe. */
final class Wakes extends AbstractEventSource<Void, AutoscalerPrimary> {
  private final Set<ObjectKey> due = ConcurrentHashMap.newKeySet();

  Wakes() {
    super(Void.class, "alarms");
  }

  /** Wakes one; without effect where it is not known. */
  void wake(ObjectKey key) {
    due.add(key);
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(new ResourceID(key.name(), key.namespace())));
    }
  }

  /** Whether one was woken since it was asked last. */
  boolean take(ObjectKey key) {
    return due.remove(key);
  }

  @Override
  public Set<Void> getSecondaryResources(AutoscalerPrimary primary) {
    return Set.of();
  }
}

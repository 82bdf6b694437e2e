package io.windlass.controllers.autoscaling;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.windlass.controllers.autoscaling.clock.EdgeTimer;
import io.windlass.core.model.ObjectKey;
import java.util.List;

/**
 * What the operator framework calls: for an event of the watch that brings another spec, and for
 * each alarm. It keeps the turns of one autoscaler apart; when the next one is due the timer of
 * edges says. What the watch brings of own status writes is no reason for a turn.
 */
final class AutoscalerReconciler implements Reconciler<AutoscalerPrimary> {
  private final Turns turns;
  private final Wakes wakes;
  private final EdgeTimer timer;
  private final Farewell farewell;

  AutoscalerReconciler(Turns turns, Wakes wakes, EdgeTimer timer, Farewell farewell) {
    this.turns = turns;
    this.wakes = wakes;
    this.timer = timer;
    this.farewell = farewell;
  }

  @Override
  public List<EventSource<?, AutoscalerPrimary>> prepareEventSources(
      EventSourceContext<AutoscalerPrimary> context) {
    return List.of(wakes);
  }

  @Override
  public UpdateControl<AutoscalerPrimary> reconcile(
      AutoscalerPrimary primary, Context<AutoscalerPrimary> context) {
    ObjectKey key = primary.key();
    boolean isDue = wakes.take(key);
    if (context.isPrimaryResourceDeleted()) {
      timer.forget(key);
      turns.forget(key);
    } else if (primary.isMarkedForDeletion()) {
      timer.forget(key);
      farewell.say(key, primary.document()).ifPresent(again -> timer.set(key, again));
    } else if (isDue || !turns.hasSeen(key, primary.document())) {
      farewell.prepare(key, primary.document());
      timer.set(key, turns.run(key, primary.document()));
    }
    return UpdateControl.noUpdate();
  }
}

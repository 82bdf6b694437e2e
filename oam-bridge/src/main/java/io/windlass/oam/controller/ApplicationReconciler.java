package io.windlass.oam.controller;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import java.time.Duration;
import java.util.List;

/** What the operator framework calls for each application that is to be looked at. */
final class ApplicationReconciler implements Reconciler<ApplicationPrimary> {
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final ApplicationTurn turn;
  private final Users users;
  private final Signals signals;

  ApplicationReconciler(ApplicationTurn turn, Users users, Signals signals) {
    this.turn = turn;
    this.users = users;
    this.signals = signals;
  }

  @Override
  public List<EventSource<?, ApplicationPrimary>> prepareEventSources(
      EventSourceContext<ApplicationPrimary> context) {
    return List.of(signals);
  }

  @Override
  public UpdateControl<ApplicationPrimary> reconcile(
      ApplicationPrimary primary, Context<ApplicationPrimary> context) {
    ObjectKey key = primary.carried().key();
    if (context.isPrimaryResourceDeleted()) {
      users.remove(key);
      turn.forget(primary.getMetadata().getUid());
      return UpdateControl.noUpdate();
    }
    Json.Obj document = primary.carried().document();
    users.put(key, document);
    UpdateControl<ApplicationPrimary> done = UpdateControl.noUpdate();
    return switch (turn.run(document)) {
      case REST -> done;
      case LOOK_AGAIN -> done.rescheduleAfter(ON_ITS_WAY);
      case RETRY -> done.rescheduleAfter(AGAIN);
    };
  }
}

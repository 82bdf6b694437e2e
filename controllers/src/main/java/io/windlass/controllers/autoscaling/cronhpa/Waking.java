package io.windlass.controllers.autoscaling.cronhpa;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Tells of every change. */
record Waking(Consumer<GenericKubernetesResource> wake)
    implements ResourceEventHandler<GenericKubernetesResource> {
  @Override
  public void onAdd(GenericKubernetesResource added) {
    wake.accept(added);
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
    wake.accept(after);
  }

  @Override
  public void onDelete(GenericKubernetesResource gone, boolean unknownFinalState) {
    wake.accept(gone);
  }
}

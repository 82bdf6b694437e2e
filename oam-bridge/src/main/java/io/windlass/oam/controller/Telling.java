package io.windlass.oam.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Tells of every change. */
record Telling(Consumer<GenericKubernetesResource> told)
    implements ResourceEventHandler<GenericKubernetesResource> {
  @Override
  public void onAdd(GenericKubernetesResource added) {
    told.accept(added);
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
    told.accept(after);
  }

  @Override
  public void onDelete(GenericKubernetesResource gone, boolean unknownFinalState) {
    told.accept(gone);
  }
}

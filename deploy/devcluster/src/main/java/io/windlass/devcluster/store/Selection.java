package io.windlass.devcluster.store;

import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;

/**
 * Which objects of a type are meant; each part may leave it open.
 *
 * @param namespace empty for all
 * @param ownerUid empty for any
 */
public record Selection(
    String namespace, LabelSelector labels, FieldSelector fields, String ownerUid) {
  /** Everything. */
  public static final Selection ALL =
      new Selection("", LabelSelector.EVERYTHING, FieldSelector.EVERYTHING, "");

  public Selection(String namespace, LabelSelector labels, FieldSelector fields) {
    this(namespace, labels, fields, "");
  }

  /** Whether nothing but the namespace narrows it down. */
  public boolean isOfAll() {
    return labels.requirements().isEmpty() && fields.terms().isEmpty() && ownerUid.isEmpty();
  }
}

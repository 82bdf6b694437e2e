package io.windlass.core.cloneset;

import java.util.Arrays;
import java.util.Optional;

/** {@code spec.updateStrategy.type}. */
enum UpdateType {
  RECREATE("ReCreate"),
  IN_PLACE_IF_POSSIBLE("InPlaceIfPossible"),
  IN_PLACE_ONLY("InPlaceOnly"),
  ON_DELETE("OnDelete");

  private final String text;

  UpdateType(String text) {
    this.text = text;
  }

  static Optional<UpdateType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }
}

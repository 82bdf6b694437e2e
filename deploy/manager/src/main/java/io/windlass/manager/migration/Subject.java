package io.windlass.manager.migration;

import java.util.Optional;

/** What is to be moved, as it was typed. */
public record Subject(Optional<String> namespace, String name) {
  /** Reads {@code NAME} or {@code NAMESPACE/NAME}; {@link IllegalArgumentException} for else. */
  public static Subject parse(String typed) {
    String[] parts = typed.split("/", -1);
    if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
      throw new IllegalArgumentException("neither NAME nor NAMESPACE/NAME: " + typed);
    }
    return parts.length == 1
        ? new Subject(Optional.empty(), parts[0])
        : new Subject(Optional.of(parts[0]), parts[1]);
  }

  @Override
  public String toString() {
    return namespace.map(it -> it + "/").orElse("") + name;
  }
}

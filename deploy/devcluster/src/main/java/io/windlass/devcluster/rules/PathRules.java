package io.windlass.devcluster.rules;

import java.util.List;

/** What paths in volumes and on nodes must be. Stateless. */
final class PathRules {
  private static final int MOST_MODE = 0777;

  private PathRules() {}

  /** A path that does not leave the directory that it starts in. */
  static void noBacksteps(At path, FaultList faults) {
    if (hasBacksteps(path.text())) {
      faults.invalid(path, path.text(), "must not contain '..'");
    }
  }

  static boolean hasBacksteps(String path) {
    return List.of(path.split("/", -1)).contains("..");
  }

  /** A relative path without steps back. */
  static void descending(At path, FaultList faults) {
    if (path.text().startsWith("/")) {
      faults.invalid(path, "must be a relative path");
    }
    noBacksteps(path, faults);
  }

  /** A descending path whose name the kubelet does not keep for itself. */
  static void local(At path, FaultList faults) {
    descending(path, faults);
    if (path.text().startsWith("..") && !path.text().startsWith("../")) {
      faults.invalid(path, "must not start with '..'");
    }
  }

  /** The mode of a file, if one is stated. */
  static void mode(At mode, FaultList faults) {
    long bits = mode.value().asLong();
    if (mode.isSet() && (bits < 0 || bits > MOST_MODE)) {
      faults.invalid(mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }
  }
}

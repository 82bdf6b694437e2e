package io.windlass.devcluster.manage;

import io.windlass.devcluster.document.Documents;

/**
 * Who writes: entries of the same manager are one.
 *
 * @param apiVersion empty for appliers, who are the same in every version
 * @param subresource empty for the object itself
 */
record ManagerId(String manager, boolean applies, String apiVersion, String subresource) {
  static ManagerId updating(String manager, String apiVersion, String subresource) {
    return new ManagerId(orUnknown(manager), false, apiVersion, subresource);
  }

  static ManagerId applying(String manager, String subresource) {
    return new ManagerId(orUnknown(manager), true, "", subresource);
  }

  private static String orUnknown(String manager) {
    return manager.isEmpty() ? "unknown" : manager;
  }

  String operation() {
    return applies ? "Apply" : "Update";
  }

  /** The text by which the server orders managers among themselves. */
  String sortKey() {
    var written = Documents.object();
    if (!manager.isEmpty()) {
      written.put("manager", manager);
    }
    written.put("operation", operation());
    if (!apiVersion.isEmpty()) {
      written.put("apiVersion", apiVersion);
    }
    if (!subresource.isEmpty()) {
      written.put("subresource", subresource);
    }
    return written.toString();
  }
}

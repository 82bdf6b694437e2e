package io.windlass.manager.story;

/**
 * One case of OpenKruise's own suite of CloneSet.
 *
 * @param number in that suite's order
 * @param title what it is about
 * @param nodeAgent why it cannot be without a node agent, and what is done instead, which the story
 *     then shows; empty if the case is shown as it is
 */
record InventoryRow(int number, String title, String nodeAgent, Story story) {
  /** What a user does and sees. */
  interface Story {
    void tell(Scene scene);
  }

  static InventoryRow shown(int number, String title, Story story) {
    return new InventoryRow(number, title, "", story);
  }

  static InventoryRow notApplicable(int number, String title, String nodeAgent, Story instead) {
    return new InventoryRow(number, title, nodeAgent, instead);
  }

  @Override
  public String toString() {
    return number
        + " "
        + title
        + (nodeAgent.isEmpty() ? "" : " (not applicable: " + nodeAgent + ")");
  }
}

package io.windlass.manager.story;

/**
 * One case of OpenKruise's own suite.
 *
 * @param <S> where its story plays
 * @param number in that suite's order
 * @param title what it is about
 * @param nodeAgent why it cannot be without a node agent, and what is done instead, which the story
 *     then shows; empty if the case is shown as it is
 */
record InventoryRow<S>(int number, String title, String nodeAgent, Story<S> story) {
  /** What a user does and sees. */
  interface Story<S> {
    void tell(S scene);
  }

  static <S> InventoryRow<S> shown(int number, String title, Story<S> story) {
    return new InventoryRow<>(number, title, "", story);
  }

  static <S> InventoryRow<S> notApplicable(
      int number, String title, String nodeAgent, Story<S> instead) {
    return new InventoryRow<>(number, title, nodeAgent, instead);
  }

  @Override
  public String toString() {
    return number
        + " "
        + title
        + (nodeAgent.isEmpty() ? "" : " (not applicable: " + nodeAgent + ")");
  }
}

package io.windlass.core.plan;

import java.util.List;

/**
 * What became of a plan's writes. Those that were not sent, met a conflict or whose outcome is
 * unknown are in neither list.
 *
 * @param applied writes that are known to be done
 * @param refused writes that the server would not do
 */
public record PlanResults(List<Action> applied, List<Refused> refused) {
  public PlanResults {
    applied = List.copyOf(applied);
    refused = List.copyOf(refused);
  }

  /**
   * A write that the server would not do.
   *
   * @param reason the server's StatusReason, for example {@code Forbidden}
   * @param message the server's words
   */
  public record Refused(Action action, String reason, String message) {}
}

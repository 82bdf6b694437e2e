package io.windlass.core.model;

import io.windlass.core.model.PodView.ContainerStatus;
import java.util.List;
import java.util.Map;

/**
 * Immutable collections in few bytes, equal to what they are made of: what objects have of their
 * own is kept apart from what they share with others. The constructors of views make them; whoever
 * wants to share them earlier may make them before. What is compact already is returned as it is.
 * Stateless.
 */
public final class Compact {
  private Compact() {}

  /** Labels or annotations; iterated in the order of their keys. */
  public static Map<String, String> texts(Map<String, String> texts) {
    return TextMap.of(texts);
  }

  /** Conditions by type; iterated in the order of their types. */
  public static Map<String, Condition> conditions(Map<String, Condition> conditions) {
    return ConditionMap.of(conditions);
  }

  /** Statuses of containers. */
  public static List<ContainerStatus> statuses(List<ContainerStatus> statuses) {
    return ContainerStatuses.of(statuses);
  }

  /** The one of two that is kept: {@code kin} if they are equal. */
  static <T> T either(T fresh, T kin) {
    return fresh.equals(kin) ? kin : fresh;
  }

  static Map<String, String> texts(Map<String, String> fresh, Map<String, String> kin) {
    return fresh instanceof TextMap map && kin instanceof TextMap other
        ? map.sharing(other)
        : fresh;
  }

  static Map<String, Condition> conditions(
      Map<String, Condition> fresh, Map<String, Condition> kin) {
    return fresh instanceof ConditionMap map && kin instanceof ConditionMap other
        ? map.sharing(other)
        : either(fresh, kin);
  }

  static List<ContainerStatus> statuses(List<ContainerStatus> fresh, List<ContainerStatus> kin) {
    return fresh instanceof ContainerStatuses list && kin instanceof ContainerStatuses other
        ? list.sharing(other)
        : either(fresh, kin);
  }
}

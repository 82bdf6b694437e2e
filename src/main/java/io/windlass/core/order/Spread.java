package io.windlass.core.order;

import io.windlass.core.model.Json;
import io.windlass.core.model.NodeLabels;
import io.windlass.core.model.PodView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scale-in is to spread the remaining pods over: the topologies of a template's {@code
 * topologySpreadConstraints}, or else nodes. A pod's rank says how well it can be missed; the
 * higher goes first.
 *
 * @param topologyKeys labels of nodes, one for each constraint
 * @param nodes what is known of the nodes; pods on others have no rank
 */
public record Spread(List<String> topologyKeys, NodeLabels nodes) {
  /** Over nodes, whose labels do not matter. */
  public static final Spread OVER_NODES = new Spread(List.of(), NodeLabels.NONE);

  private static final String HOSTNAME = "kubernetes.io/hostname";

  public Spread {
    topologyKeys = List.copyOf(topologyKeys);
  }

  /** As a template asks for it. */
  public static Spread of(Json.Obj template, NodeLabels nodes) {
    return new Spread(topologyKeys(template), nodes);
  }

  /** The labels of nodes that a template's constraints name. */
  public static List<String> topologyKeys(Json.Obj template) {
    return template.items("spec", "topologySpreadConstraints").stream()
        .flatMap(constraint -> constraint.text("topologyKey").stream())
        .toList();
  }

  /**
   * Ranks by uid, none for those with rank 0; cost O(constraints * n log n).
   *
   * @param before the order without ranks up to the ranks' place in it
   * @param after the order behind it, total
   */
  Map<String, Double> ranks(
      Collection<PodView> pods, Comparator<PodView> before, Comparator<PodView> after) {
    Map<String, Double> onNodes = crowding(pods, before.thenComparing(after));
    if (topologyKeys.isEmpty()) {
      return onNodes;
    }
    Map<String, Double> ranks = new HashMap<>();
    for (String key : topologyKeys) {
      Comparator<PodView> order =
          key.equals(HOSTNAME)
              ? before.thenComparing(after)
              : before.thenComparing(highestFirst(onNodes)).thenComparing(after);
      addRanks(groups(pods, key).values(), order, ranks);
    }
    return ranks;
  }

  /** Higher ranks first. */
  static Comparator<PodView> highestFirst(Map<String, Double> ranks) {
    return Comparator.comparingDouble(pod -> -ranks.getOrDefault(pod.uid(), 0.0));
  }

  // The more topologies there are, the more each counts: as the scheduler weighs them.
  private static void addRanks(
      Collection<List<PodView>> groups, Comparator<PodView> order, Map<String, Double> ranks) {
    double weight = Math.log(groups.size() + 2.0);
    for (List<PodView> group : groups) {
      group.sort(order);
      for (int i = 0; i < group.size(); i++) {
        ranks.merge(group.get(i).uid(), (group.size() - i) * weight, Double::sum);
      }
    }
  }

  private Map<String, List<PodView>> groups(Collection<PodView> pods, String key) {
    Map<String, List<PodView>> groups = new HashMap<>();
    for (PodView pod : pods) {
      Optional<String> topology = nodes.value(pod.nodeName(), key);
      topology.ifPresent(value -> groups.computeIfAbsent(value, _ -> new ArrayList<>()).add(pod));
    }
    return groups;
  }

  /** By uid, how many pods of the same node would be missed more; the best of a node has none. */
  private static Map<String, Double> crowding(Collection<PodView> pods, Comparator<PodView> order) {
    Map<String, List<PodView>> byNode = new HashMap<>();
    for (PodView pod : pods) {
      if (!pod.nodeName().isEmpty()) {
        byNode.computeIfAbsent(pod.nodeName(), _ -> new ArrayList<>()).add(pod);
      }
    }
    Map<String, Double> ranks = new HashMap<>();
    for (List<PodView> here : byNode.values()) {
      here.sort(order);
      for (int i = 0; i < here.size() - 1; i++) {
        ranks.put(here.get(i).uid(), (double) (here.size() - 1 - i));
      }
    }
    return ranks;
  }
}

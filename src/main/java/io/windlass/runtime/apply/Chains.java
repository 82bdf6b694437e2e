package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The actions of a plan, sorted into chains.
 *
 * @param announceFirst Events that stand before every action
 * @param chains in the order of their first action
 * @param cut how many actions are left for the next plan
 */
record Chains(List<Action.Announce> announceFirst, List<Chain> chains, int cut) {
  /** The actions of one chain, in the order of the plan. */
  record Chain(List<Link> links) {

    boolean creates() {
      return links.stream().anyMatch(link -> link.action() instanceof Action.Create);
    }
  }

  /**
   * One write.
   *
   * @param position in the plan
   * @param announces what to tell if it was applied
   */
  record Link(int position, Action action, List<Action.Announce> announces) {}

  /** Sorts actions; whole chains beyond the limit are cut off, except the first. */
  static Chains of(List<Action> actions, int limit) {
    List<Action.Announce> announceFirst = new ArrayList<>();
    Map<Action.Target, List<Link>> byChain = new LinkedHashMap<>();
    List<Action.Announce> announces = announceFirst;
    for (int position = 0; position < actions.size(); position++) {
      Action action = actions.get(position);
      if (action instanceof Action.Announce announce) {
        announces.add(announce);
      } else {
        announces = new ArrayList<>();
        byChain
            .computeIfAbsent(action.chain(), _ -> new ArrayList<>())
            .add(new Link(position, action, announces));
      }
    }
    return cut(announceFirst, byChain.values().stream().map(Chain::new).toList(), limit);
  }

  /** How many writes there are to send. */
  int writes() {
    return writes(chains);
  }

  private static Chains cut(List<Action.Announce> announceFirst, List<Chain> all, int limit) {
    int writes = 0;
    List<Chain> kept = new ArrayList<>();
    for (Chain chain : all) {
      writes += chain.links().size();
      if (writes > limit && !kept.isEmpty()) {
        break;
      }
      kept.add(chain);
    }
    return new Chains(List.copyOf(announceFirst), List.copyOf(kept), writes(all) - writes(kept));
  }

  private static int writes(List<Chain> chains) {
    return chains.stream().mapToInt(chain -> chain.links().size()).sum();
  }
}

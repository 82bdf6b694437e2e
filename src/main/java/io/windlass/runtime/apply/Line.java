package io.windlass.runtime.apply;

import io.windlass.core.plan.Action.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Owners of one priority that wait for tokens. What comes in rises for all of them alike, like
 * water, until each has what it wants. Used under its bucket's lock; O(log owners) per step.
 *
 * <p>This is generalized processor sharing with a virtual clock (Parekh and Gallager, 1993): {@link
 * #level} is what an owner would have got that has waited from the beginning, so an owner that
 * joined at level {@code a} has got {@code level - a}, and is served when the level reaches {@code
 * a} plus what it wants.
 */
final class Line {
  private static final double NOTHING = 1e-9;

  private final TreeSet<Claim> open =
      new TreeSet<>(Comparator.comparingDouble((Claim c) -> c.end).thenComparingLong(c -> c.order));
  private double level;

  /** What one owner wants and has got. */
  static final class Claim {
    final Target owner;
    final Line line;
    private final long order;
    private double got;
    private double start;
    private double end;
    private boolean isOpen;

    /** Since when all that is wanted is there. */
    Instant servedAt = Instant.MAX;

    private Claim(Target owner, Line line, long order) {
      this.owner = owner;
      this.line = line;
      this.order = order;
    }

    boolean isOpen() {
      return isOpen;
    }

    /** What the owner may take. */
    double tokens() {
      return isOpen ? got + line.level - start : got;
    }

    /** What the owner still waits for. */
    double missing() {
      return isOpen ? end - line.level : 0;
    }

    /** The owner takes what it has, or a part. */
    void use(double tokens) {
      settle();
      got -= tokens;
    }

    private void settle() {
      if (isOpen) {
        got += line.level - start;
        start = line.level;
      }
    }
  }

  /**
   * An owner waits until it has so many tokens.
   *
   * @param has what it has already
   */
  Claim join(Target owner, long order, double has, double wanted) {
    Claim claim = new Claim(owner, this, order);
    claim.got = has;
    claim.start = level;
    claim.end = level + Math.max(0, wanted - has);
    if (wanted - has > NOTHING) {
      claim.isOpen = true;
      open.add(claim);
    }
    return claim;
  }

  /** An owner waits no longer. */
  void leave(Claim claim) {
    claim.settle();
    open.remove(claim);
    claim.isOpen = false;
    rewind();
  }

  int size() {
    return open.size();
  }

  /**
   * Shares tokens out.
   *
   * @param served gets the owners that have what they want by that
   * @return what is left because nobody waits any more
   */
  double pour(double tokens, List<Claim> served) {
    double rest = tokens;
    List<Claim> done = new ArrayList<>();
    while (!open.isEmpty() && rest > NOTHING) {
      Claim next = open.first();
      double rise = Math.min(rest / open.size(), next.end - level);
      rest -= rise * open.size();
      level += rise;
      if (next.end - level <= NOTHING) {
        next.settle();
        open.pollFirst();
        next.isOpen = false;
        done.add(next);
      }
    }
    served.addAll(done);
    rewind();
    return Math.max(0, rest);
  }

  // The level only means something to those who wait; so it stays small and exact.
  private void rewind() {
    if (open.isEmpty()) {
      level = 0;
    }
  }
}

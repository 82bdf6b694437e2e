package io.windlass.devcluster.rest;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which Kubernetes prefers versions: stable before beta before alpha, then the higher
 * number; other names last, by the alphabet.
 */
public final class VersionOrder {
  private static final Pattern KUBE_LIKE = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

  /** The preferred version first. */
  public static final Comparator<String> PREFERRED_FIRST =
      Comparator.comparing(VersionOrder::rank).reversed().thenComparing(version -> version);

  private VersionOrder() {}

  private record Rank(int stability, int major, int minor) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      return Comparator.comparingInt(Rank::stability)
          .thenComparingInt(Rank::major)
          .thenComparingInt(Rank::minor)
          .compare(this, other);
    }
  }

  private static Rank rank(String version) {
    Matcher matcher = KUBE_LIKE.matcher(version);
    if (!matcher.matches()) {
      return new Rank(0, 0, 0);
    }
    int major = Integer.parseInt(matcher.group(1));
    String stage = matcher.group(2);
    if (stage == null) {
      return new Rank(3, major, 0);
    }
    return new Rank(stage.equals("beta") ? 2 : 1, major, Integer.parseInt(matcher.group(3)));
  }
}

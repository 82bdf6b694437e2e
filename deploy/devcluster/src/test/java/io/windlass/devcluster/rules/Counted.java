package io.windlass.devcluster.rules;

import java.util.HashSet;
import java.util.Set;

/** Values with one beginning, given out in turn. */
final class Counted implements ServiceAddresses.Pool {
  private final Set<String> taken = new HashSet<>();
  private final String prefix;
  private int next;

  Counted(String prefix, int first) {
    this.prefix = prefix;
    this.next = first;
  }

  @Override
  public String next() {
    String value = prefix + next++;
    taken.add(value);
    return value;
  }

  @Override
  public boolean take(String value) {
    return value.startsWith(prefix) && taken.add(value);
  }

  @Override
  public void release(String value) {
    taken.remove(value);
  }
}

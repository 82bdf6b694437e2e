package io.windlass.house.planted.core.alpha;

/** Breaks: fields of core are final, its types are data or functions, values have no setters. */
public final class Counter {
  private int count;

  /** Changes the value. */
  public void setCount(int count) {
    this.count = count;
  }

  /** The value. */
  public int count() {
    return count;
  }
}

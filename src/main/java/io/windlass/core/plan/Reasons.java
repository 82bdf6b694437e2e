package io.windlass.core.plan;

import io.windlass.core.model.PodView;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Reasons, some of which many pods have in common: these are written out when they are read, each
 * time anew, since a plan is made many times for each time that somebody asks about all its pods.
 * Immutable; to read one costs as much as to read all.
 */
final class Reasons extends AbstractList<Reason> {
  private final List<List<Reason>> parts;
  private final int size;

  /** Reasons in the order of these parts. */
  Reasons(List<List<Reason>> parts) {
    this.parts = List.copyOf(parts);
    this.size = parts.stream().mapToInt(List::size).sum();
  }

  /** How often each code is given; writes nothing out. */
  static Map<String, Integer> counts(List<Reason> reasons) {
    Map<String, Integer> counts = new TreeMap<>();
    List<List<Reason>> parts =
        reasons instanceof Reasons several ? several.parts : List.of(reasons);
    for (List<Reason> part : parts) {
      if (part instanceof Shared shared) {
        counts.merge(shared.code, shared.size(), Integer::sum);
      } else {
        part.forEach(reason -> counts.merge(reason.code(), 1, Integer::sum));
      }
    }
    return counts;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Reason get(int place) {
    int before = 0;
    for (List<Reason> part : parts) {
      if (place < before + part.size()) {
        return part.get(place - before);
      }
      before += part.size();
    }
    throw new IndexOutOfBoundsException(place);
  }

  @Override
  public Iterator<Reason> iterator() {
    return parts.stream().flatMap(List::stream).iterator();
  }

  /** The same of many pods. */
  static final class Shared extends AbstractList<Reason> {
    private final List<PodView> pods;
    private final UnaryOperator<List<PodView>> order;
    private final String code;
    private final String text;

    /**
     * One reason for each pod.
     *
     * @param order in which they are read
     */
    Shared(List<PodView> pods, UnaryOperator<List<PodView>> order, String code, String text) {
      this.pods = List.copyOf(pods);
      this.order = order;
      this.code = code;
      this.text = text;
    }

    @Override
    public int size() {
      return pods.size();
    }

    @Override
    public Reason get(int place) {
      return of(order.apply(pods).get(place));
    }

    @Override
    public Iterator<Reason> iterator() {
      return order.apply(pods).stream().map(this::of).iterator();
    }

    private Reason of(PodView pod) {
      return new Reason(pod.name(), code, text);
    }
  }
}

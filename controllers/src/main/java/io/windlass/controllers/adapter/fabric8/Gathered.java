package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a list that is being read. Neighbours are often of one workload and have much in
 * common, which they share from the beginning, so that the list needs no more memory than the
 * store. One thread.
 */
final class Gathered<V> {
  private final ViewType<V> type;
  private final Map<ObjectKey, V> objects = new LinkedHashMap<>();
  private List<V> last = List.of();

  Gathered(ViewType<V> type) {
    this.type = type;
  }

  void add(V object) {
    V slim = last.isEmpty() ? object : sharing(object, last.getFirst());
    objects.put(type.metaOf().apply(slim).key(), slim);
    last = List.of(slim);
  }

  void remove(V object) {
    objects.remove(type.metaOf().apply(object).key());
  }

  private V sharing(V fresh, V before) {
    ObjectMeta meta = type.metaOf().apply(fresh);
    ObjectMeta neighbour = type.metaOf().apply(before);
    boolean isKin =
        meta.controller().isPresent() && meta.controller().equals(neighbour.controller());
    return isKin ? type.sharing().apply(fresh, before) : fresh;
  }

  List<V> objects() {
    return new ArrayList<>(objects.values());
  }
}

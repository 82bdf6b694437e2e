package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** The fields of an object are a sorted map in every respect. */
class FieldMapLaws {
  @Property(tries = 300)
  void itIsTheSortedMapOfItsFields(
      @ForAll @Size(max = 12) Map<@StringLength(max = 3) String, Integer> numbers,
      @ForAll @StringLength(max = 3) String other) {
    TreeMap<String, Json> model = new TreeMap<>();
    numbers.forEach((name, number) -> model.put(name, Json.of(number)));
    FieldMap map = FieldMap.of(model);

    assertThat(map).isEqualTo(model).hasSameHashCodeAs(model).hasToString(model.toString());
    assertThat(model).isEqualTo(map);
    assertThat(List.copyOf(map.keySet())).isEqualTo(List.copyOf(model.keySet()));
    assertThat(map.get(other)).isEqualTo(model.get(other));
    assertThat(map.containsKey(other)).isEqualTo(model.containsKey(other));
    TreeMap<String, Json> more = new TreeMap<>(model);
    more.put(other, Json.of("set"));
    assertThat(map.with(other, Json.of("set"))).isEqualTo(FieldMap.of(more)).isEqualTo(more);
    TreeMap<String, Json> less = new TreeMap<>(model);
    less.remove(other);
    assertThat(map.without(other)).isEqualTo(FieldMap.of(less)).isEqualTo(less);
    assertThat(map).isEqualTo(model);
  }
}

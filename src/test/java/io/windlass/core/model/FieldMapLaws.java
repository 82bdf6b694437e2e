package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** The fields of an object are a sorted map in every respect. */
class FieldMapLaws {
  @Property(tries = 300)
  void fieldsInAnyOrderComeOutInTheirs(
      @ForAll @Size(max = 90) List<@StringLength(min = 1, max = 3) String> names) {
    Object[] slots = new Object[2 * names.size()];
    for (int i = 0; i < names.size(); i++) {
      slots[2 * i] = names.get(i);
      slots[2 * i + 1] = Json.of(names.get(i));
    }
    FieldMap map = FieldMap.ofAscending(FieldMap.sorted(slots));
    Set<String> twice = new HashSet<>(names);
    twice.removeIf(name -> Collections.frequency(names, name) == 1);

    assertThat(map.keySet().stream()).containsExactlyElementsOf(names.stream().sorted().toList());
    assertThat(map.values()).extracting(json -> ((Json.Text) json).value()).isSorted();
    assertThat(map.firstTwice().isPresent()).isEqualTo(!twice.isEmpty());
  }

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

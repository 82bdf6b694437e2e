package io.windlass.core.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchOrderTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rule                                                  | annotation | priorities   | images  | metadata      | batch
          without priorities all go at once                     |            |              | a b c   |               | a b c
          equal priorities are none                             |            | a=1 b=1 c=1  | a b     |               | a b
          the highest priority goes first                       |            | a=1 b=5      | a b     |               | b
          a priority below that of the others waits             |            | c=-1         | a b c   |               | a b
          what does not change does not count                   |            | a=1 b=5      | a c     |               | a
          a priority that is no number is 0                     |            | a=x b=5      | a b     |               | b
          Ordered means one after the other                     | Ordered    |              | b c     |               | b
          and wins over the environment                         | Ordered    | c=9          | a c     |               | a
          another word means nothing                            | Sorted     |              | a b     |               | a b
          what reads the same label goes along                  |            | a=1 b=5      |         | a=tier b=tier | a b
          what reads another label waits                        |            | a=1 b=5      |         | a=tier b=size | b
          a container that is not in the template goes at once  |            | a=1 b=5      | a b x   |               | b x
          """,
      useHeadersInDisplayName = true)
  void batches(
      String rule,
      String annotation,
      String priorities,
      String images,
      String metadata,
      String batch) {
    LaunchOrder order = LaunchOrder.of(template(annotation, pairs(priorities)));
    Map<String, String> changed = new HashMap<>();
    for (String name : images == null ? new String[0] : images.split(" ", -1)) {
      changed.put(name, name + ":2");
    }
    Map<String, Json.Obj> read = new HashMap<>();
    pairs(metadata)
        .forEach(
            (name, label) ->
                read.put(name, Json.Obj.EMPTY.with("labels", Json.Obj.EMPTY.with(label, "new"))));
    assertThat(new TreeSet<>(order.batch(new ContainerChanges(changed, Map.of(), read))))
        .containsExactly(batch.split(" ", -1));
  }

  private static Map<String, String> pairs(String cell) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : cell == null ? new String[0] : cell.split(" ", -1)) {
      pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return pairs;
  }

  private static Json.Obj template(String annotation, Map<String, String> priorities) {
    StringBuilder containers = new StringBuilder();
    for (String name : new String[] {"a", "b", "c"}) {
      String env =
          priorities.containsKey(name)
              ? ", 'env': [{'name': 'KRUISE_CONTAINER_PRIORITY', 'value': '%s'}]"
                  .formatted(priorities.get(name))
              : "";
      containers
          .append(containers.isEmpty() ? "" : ", ")
          .append("{'name': '" + name + "'" + env + "}");
    }
    String text =
        """
        {'metadata': {'annotations': {'apps.kruise.io/container-launch-priority': '%s'}},
         'spec': {'containers': [%s]}}
        """
            .formatted(annotation, containers);
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }
}

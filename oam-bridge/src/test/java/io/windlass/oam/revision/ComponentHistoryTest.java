package io.windlass.oam.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which revisions a Component gets, and which of them stay. */
class ComponentHistoryTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                             | images of v1, v2 ... | image now | uid | next
          the first is number one                          | ''                   | a         | u   | web-v1
          another spec is another revision                 | a                    | b         | u   | web-v2
          the same spec is none                            | a,b                  | b         | u   | none
          an earlier spec is a new revision, too           | a,b                  | a         | u   | web-v3
          a Component that was made again begins anew      | a,b                  | b         | w   | web-v1
          """)
  void aRevisionIsMadeForEachNewSpec(
      String rule, String images, String now, String uid, String next) {
    List<Json.Obj> revisions = revisions(images.isEmpty() ? List.of() : List.of(images.split(",")));

    ComponentHistory history = new ComponentHistory(component(now, uid), revisions);

    assertThat(history.next().flatMap(it -> it.text("metadata", "name")).orElse("none"))
        .isEqualTo(next);
  }

  @Test
  void aRevisionHasTheWholeComponentAndItsLabel() {
    Json.Obj made = new ComponentHistory(component("a", "u"), List.of()).next().orElseThrow();

    assertThat(made.text("data", "spec", "workload", "image")).isEqualTo(Optional.of("a"));
    assertThat(made.text("metadata", "labels", ComponentHistory.LABEL))
        .isEqualTo(Optional.of("web"));
    assertThat(made.at("data", "status")).isEmpty();
    assertThat(made.at("data", "metadata", "resourceVersion")).isEmpty();
  }

  @Test
  void theOldestGoAndThoseThatAreAskedForStayBeside() {
    List<String> images = Stream.iterate(1, i -> i + 1).limit(53).map(i -> "i" + i).toList();

    ComponentHistory history = new ComponentHistory(component("i53", "u"), revisions(images));

    assertThat(history.outdated(Set.of())).containsExactly("web-v1", "web-v2", "web-v3");
    assertThat(history.outdated(Set.of("web-v2"))).containsExactly("web-v1", "web-v3");
  }

  private static List<Json.Obj> revisions(List<String> images) {
    List<Json.Obj> all = new ArrayList<>();
    for (String image : images) {
      all.add(new ComponentHistory(component(image, "u"), all).next().orElseThrow());
    }
    return all;
  }

  private static Json.Obj component(String image, String uid) {
    return JsonText.parse(
            """
            {"apiVersion": "core.oam.dev/v1alpha2", "kind": "Component",
             "metadata": {"name": "web", "namespace": "shop", "uid": "%s", "resourceVersion": "7"},
             "spec": {"workload": {"image": "%s"}}, "status": {"observedGeneration": 1}}
            """
                .formatted(uid, image))
        .object();
  }
}

package io.windlass.devcluster.differ;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the series of every type is made of, whatever the referee's schemas say. */
final class GeneratorTest {
  static List<TypeSpec> types() {
    ObjectNode none = Documents.object();
    return TypeSpec.entries().stream()
        .map(entry -> new TypeSpec(entry, new Schemas(none), none))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSeriesIsTheSameForTheSameSeed(TypeSpec type) {
    assertThat(Generator.lane(type, 7, 100).steps())
        .isEqualTo(Generator.lane(type, 7, 100).steps())
        .isNotEqualTo(Generator.lane(type, 8, 100).steps());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSeriesHasEveryVerbAndKindOfPatch(TypeSpec type) {
    List<Step> steps = Generator.lane(type, 7, 400).steps();
    Set<String> kinds =
        steps.stream().map(s -> s.verb() + " " + s.type()).collect(Collectors.toSet());
    assertThat(kinds)
        .contains(
            "GET ",
            "POST application/json",
            "PUT application/json",
            "EDIT application/json",
            "PATCH application/merge-patch+json",
            "PATCH application/strategic-merge-patch+json",
            "PATCH application/json-patch+json",
            "PATCH application/apply-patch+yaml");
  }

  @ParameterizedTest
  @MethodSource("types")
  void aStepSurvivesBeingWrittenDown(TypeSpec type) {
    for (Step step : Generator.lane(type, 7, 50).steps()) {
      assertThat(Step.of(step.json())).isEqualTo(step);
    }
  }
}

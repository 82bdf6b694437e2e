package io.windlass.oam.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Problem;
import io.windlass.oam.document.Problems;
import io.windlass.oam.model.WorkloadType;
import io.windlass.oam.yaml.YamlText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What infrastructure operators put into the catalogue. */
class CatalogueReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          an entry                              | kind               | spec                                                            | problem
          a trait                               | Trait              | {appliesTo: ['*']}                                              |
          with its schema as text               | Trait              | {appliesTo: ['*'], properties: '{"type":"object"}'}             |
          with a text that is no schema         | Trait              | {appliesTo: ['*'], properties: '{"a":1,}'}                      | WARNING spec.properties
          a trait for nothing                   | Trait              | {}                                                              | ERROR spec.appliesTo
          a trait with a slip                   | Trait              | {appliesTo: ['*'], conflicts: [a]}                              | ERROR spec.conflicts
          a type                                | WorkloadType       | {group: a.b, version: v1, names: {kind: A}}                     |
          a type without a kind                 | WorkloadType       | {group: a.b, version: v1, names: {}}                            | ERROR spec.names.kind
          a scope                               | ApplicationScope   | {type: a/v1.B, allowComponentOverlap: false}                    |
          a definition of a served kind         | TraitDefinition    | {definitionRef: {name: ingresses.networking.k8s.io}}            |
          in a version that is not served       | WorkloadDefinition | {definitionRef: {name: deployments.apps, version: v1beta1}}     | ERROR spec.definitionRef.name
          a definition of a kind that is missing | TraitDefinition   | {definitionRef: {name: cars.example.org}}                       | ERROR spec.definitionRef.name
          a definition of nothing               | ScopeDefinition    | {}                                                              | ERROR spec.definitionRef.name
          """)
  void names(String what, String kind, String spec, String problem) {
    Problems problems = new Problems();
    CatalogueReader.read(List.of(entry(kind, spec)), ShippedCatalogue.kinds(), problems);
    assertThat(problems.list())
        .as(what)
        .extracting(each -> each.severity() + " " + each.path())
        .isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void oneBadEntryTakesNothingFromTheOthers() {
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            List.of(entry("Trait", "{}"), entry("WorkloadType", "{group: a, names: {kind: B}}")),
            ShippedCatalogue.kinds(),
            problems);
    assertThat(catalogue.traits()).isEmpty();
    assertThat(catalogue.workloads()).containsOnlyKeys("x");
    assertThat(problems.list()).extracting(Problem::document).containsExactly("Trait x");
  }

  @ParameterizedTest
  @EnumSource(WorkloadType.class)
  void theCoreTypesAreShippedAsTheBridgeTakesThem(WorkloadType type) {
    assertThat(ShippedCatalogue.read().workloads().values())
        .filteredOn(entry -> entry.kind().toString().equals(type.fullName()))
        .singleElement()
        .extracting(WorkloadEntry::characteristics)
        .isEqualTo(type.characteristics());
  }

  @Test
  void everyShippedTraitSaysWhatItDoesAndTakes() {
    assertThat(ShippedCatalogue.objects())
        .filteredOn(each -> each.text("kind").orElseThrow().equals("Trait"))
        .isNotEmpty()
        .allSatisfy(
            trait -> {
              assertThat(trait.text("metadata", "annotations", "description")).isPresent();
              assertThat(trait.text("metadata", "annotations", "version")).isPresent();
              assertThat(trait.text("spec", "target")).isPresent();
              assertThat(trait.object("spec", "properties", "properties").fields().values())
                  .allSatisfy(each -> assertThat(each.text("description")).isPresent());
              assertThat(trait.object("spec", "properties", "properties").fields().keySet())
                  .containsAll(required(trait));
            });
  }

  private static List<String> required(Json.Obj trait) {
    return trait.items("spec", "properties", "required").stream()
        .map(name -> ((Json.Text) name).value())
        .toList();
  }

  private static Json.Obj entry(String kind, String spec) {
    return YamlText.objects("{kind: %s, metadata: {name: x}, spec: %s}".formatted(kind, spec))
        .getFirst();
  }
}

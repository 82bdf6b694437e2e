package io.windlass.oam.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.ownership.FieldOwner;
import io.windlass.oam.ownership.FieldOwners;
import io.windlass.oam.ownership.Place;
import io.windlass.oam.yaml.YamlText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the definitions promise without a cluster. */
class OamCrdsTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          definition                             | names                                                       | versions             | columns
          applicationconfigurations.core.oam.dev | [appconfig, cfg, configuration, configurations]             | v1alpha2+, v1alpha1  | GENERATION, INSTANCES, READY, PHASE, MESSAGE, AGE
          componentschematics.core.oam.dev       | [compschem]                                                 | v1alpha1+            | TYPE, IMAGE, LATEST-REVISION, AGE
          components.core.oam.dev                |                                                             | v1alpha2+            | WORKLOAD-KIND, IMAGE, LATEST-REVISION, AGE
          traits.core.oam.dev                    |                                                             | v1alpha1+            | APPLIES-TO, TARGET, CONFLICTS, VERSION, DESCRIPTION, AGE
          workloadtypes.core.oam.dev             | [wt]                                                        | v1alpha1+            | KIND, GROUP, EXPOSED, REPLICABLE, DAEMONIZED, BACKEND, DESCRIPTION, AGE
          applicationscopes.core.oam.dev         | [scope, scopes]                                             | v1alpha1+            | TYPE, OVERLAP, DESCRIPTION, AGE
          traitdefinitions.core.oam.dev          | [traitdef]                                                  | v1alpha2+            | APPLIES-TO, DEFINITION-NAME, DESCRIPTION, AGE
          workloaddefinitions.core.oam.dev       | [workloaddef]                                               | v1alpha2+            | DEFINITION-NAME, DESCRIPTION, AGE
          healthscopes.core.oam.dev              | [health]                                                    | v1alpha2+, v1alpha1  | HEALTH, HEALTHY, TOTAL, AGE
          """)
  void servesDiscovery(String name, String names, String versions, String columns) {
    Json.Obj definition = named(name);
    List<Json> served = definition.items("spec", "versions");
    assertThat(served)
        .extracting(
            version ->
                version.text("name").orElseThrow()
                    + (version.bool("storage").orElseThrow() ? "+" : ""))
        .containsExactly(versions.split(", "));
    assertThat(definition.items("spec", "names", "shortNames"))
        .isEqualTo(
            names == null ? List.of() : YamlText.objects("a: " + names).getFirst().items("a"));
    assertThat(served)
        .allSatisfy(
            version ->
                assertThat(version.items("additionalPrinterColumns"))
                    .extracting(column -> column.text("name").orElseThrow())
                    .containsExactly(columns.split(", ")));
  }

  @Test
  void noTwoKindsShareAName() {
    assertThat(OamCrds.all().stream().flatMap(OamCrdsTest::words)).doesNotHaveDuplicates();
  }

  @Test
  void noFieldIsLeftWithoutAValue() {
    assertThat(OamCrds.yaml()).doesNotContain(": null");
  }

  @Test
  void everyKindIsInTheCategoryAndBearsTheLabel() {
    assertThat(OamCrds.all())
        .allSatisfy(
            definition -> {
              assertThat(definition.items("spec", "names", "categories"))
                  .containsExactly(Json.of("oam"));
              assertThat(definition.text("metadata", "labels", OamCrds.LABEL))
                  .contains(OamCrds.PART_OF);
            });
  }

  @Test
  void theSchemaOfSchematicsSaysTheTableOfOwners() {
    Json schema = named("componentschematics.core.oam.dev").items("spec", "versions").getFirst();
    Json.Obj spec = schema.object("schema", "openAPIV3Schema", "properties", "spec");
    List<FieldOwner> others =
        Stream.of(Place.WORKLOAD, Place.POD)
            .flatMap(place -> FieldOwners.ofOthers(place).stream())
            .toList();
    assertThat(others)
        .allSatisfy(
            row ->
                assertThat(spec.text("properties", row.field(), "description"))
                    .contains("Not here. " + row.refusal()));
    assertThat(spec.items("x-kubernetes-validations"))
        .extracting(rule -> rule.text("message").orElseThrow())
        .containsExactlyElementsOf(others.stream().map(FieldOwner::refusal).toList());
    assertThat(FieldOwners.all().stream().filter(FieldOwner::isDevelopers))
        .filteredOn(row -> row.place() == Place.WORKLOAD)
        .allSatisfy(
            row -> assertThat(spec.at("properties", row.field(), "description")).isPresent());
  }

  @Test
  void theSchemaOfComponentsTellsTheTableOfOwners() {
    Json schema = named("components.core.oam.dev").items("spec", "versions").getFirst();
    assertThat(
            schema.text(
                "schema",
                "openAPIV3Schema",
                "properties",
                "spec",
                "properties",
                "workload",
                "properties",
                "spec",
                "description"))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("replicas (use the trait manual-scaler)")
                    .contains("shareProcessNamespace"));
  }

  @Test
  void whatIsPrintedReadsAsTheSame() {
    assertThat(YamlText.objects(OamCrds.yaml())).isEqualTo(OamCrds.all());
  }

  private static Json.Obj named(String name) {
    return OamCrds.all().stream()
        .filter(each -> each.text("metadata", "name").orElseThrow().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> words(Json.Obj definition) {
    Json.Obj names = definition.object("spec", "names");
    return Stream.concat(
        Stream.of(names.text("plural").orElseThrow(), names.text("singular").orElseThrow()),
        names.items("shortNames").stream().map(name -> ((Json.Text) name).value()));
  }
}

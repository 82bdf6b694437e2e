package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.ShippedCatalogue;
import io.windlass.oam.document.Node;
import io.windlass.oam.trait.TraitType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue tells operators of traits is what the bridge takes. */
class ShippedTraitsTest {

  static Stream<Json.Obj> traits() {
    return ShippedCatalogue.objects().stream()
        .filter(each -> each.text("kind").orElseThrow().equals("Trait"));
  }

  @Test
  void everyTraitOfTheBridgeIsInTheCatalogue() {
    assertThat(traits().map(ShippedTraitsTest::name))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TraitType.values())
                .filter(type -> type != TraitType.FOREIGN)
                .map(TraitType::word)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("traits")
  void everyPropertyIsTaken(Json.Obj trait) {
    Set<String> properties = trait.object("spec", "properties", "properties").fields().keySet();
    assertThat(properties).allSatisfy(each -> assertThat(unknown(trait, each)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("traits")
  void everyRequiredPropertyIsAskedFor(Json.Obj trait) {
    List<String> problems = Cases.errors(attached(trait, "{}"));
    assertThat(trait.items("spec", "properties", "required"))
        .allSatisfy(
            name ->
                assertThat(problems)
                    .contains(
                        Node.MISSING
                            + " spec.components[0].traits[0].properties."
                            + ((Json.Text) name).value()));
  }

  private static List<String> unknown(Json.Obj trait, String property) {
    return Cases.errors(attached(trait, "{%s: 1}".formatted(property))).stream()
        .filter(error -> error.startsWith(Node.UNKNOWN))
        .toList();
  }

  private static Translation attached(Json.Obj trait, String properties) {
    return Cases.translate(
        """
        kind: ComponentSchematic
        metadata: {name: web}
        spec:
          workloadType: core.oam.dev/v1alpha1.Server
          containers: [{name: web, image: a, ports: [{name: http, containerPort: 80}]}]
        ---
        kind: ApplicationConfiguration
        metadata: {name: shop}
        spec:
          components:
          - componentName: web
            instanceName: web
            traits: [{name: %s, properties: %s}]
        """
            .formatted(name(trait), properties));
  }

  private static String name(Json.Obj trait) {
    return trait.text("metadata", "name").orElseThrow();
  }
}

package io.windlass.oam.crd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.model.Json;
import io.windlass.oam.ownership.OwnershipSchema;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The definitions of all kinds of OAM that the bridge serves, one for each plural. They are not
 * among the others of Windlass, since a cluster may have them of another runtime: they are
 * installed on request. Reads the class path at each call. Thread-safe.
 */
public final class OamCrds {
  /** The API group of OAM. */
  public static final String GROUP = "core.oam.dev";

  /** The label that tells our definitions from those of other runtimes. */
  public static final String LABEL = "app.kubernetes.io/part-of";

  /** The value of {@link #LABEL}. */
  public static final String PART_OF = "windlass-oam";

  private static final List<String> PLURALS =
      List.of(
          "applicationconfigurations",
          "applicationscopes",
          "componentinstances",
          "components",
          "componentschematics",
          "containerizedworkloads",
          "healthscopes",
          "manualscalertraits",
          "scopedefinitions",
          "traitdefinitions",
          "traits",
          "workloaddefinitions",
          "workloadtypes");
  private static final String ENVIRONMENTS = "oam.windlass.io_environments.yaml";

  private OamCrds() {}

  /** Every definition, in the order in which to install them. */
  public static List<Json.Obj> all() {
    return Stream.concat(
            PLURALS.stream()
                .map(plural -> withOwners(plural, read(GROUP + "_" + plural + ".yaml"))),
            Stream.of(read(ENVIRONMENTS)))
        .toList();
  }

  /** All of them as one text for {@code kubectl apply -f -}. */
  public static String yaml() {
    return YamlText.write(all());
  }

  /** The names of the definitions in OAM's own group. */
  public static List<String> names() {
    return PLURALS.stream().map(plural -> plural + "." + GROUP).toList();
  }

  private static Json.Obj withOwners(String plural, Json.Obj definition) {
    return switch (plural) {
      case "componentschematics" -> changed(definition, OwnershipSchema::schematic);
      case "components" -> changed(definition, OwnershipSchema::component);
      default -> definition;
    };
  }

  private static Json.Obj changed(Json.Obj definition, UnaryOperator<Json.Obj> change) {
    List<Json> versions =
        definition.items("spec", "versions").stream()
            .map(version -> (Json) version(version, change))
            .toList();
    return definition.with("spec", definition.object("spec").with("versions", Json.of(versions)));
  }

  private static Json.Obj version(Json version, UnaryOperator<Json.Obj> change) {
    Json.Obj schema = version.object("schema", "openAPIV3Schema");
    Json.Obj properties = schema.object("properties");
    Json.Obj changed =
        schema.with("properties", properties.with("spec", change.apply(properties.object("spec"))));
    return version.object().with("schema", Json.Obj.EMPTY.with("openAPIV3Schema", changed));
  }

  private static Json.Obj read(String fileName) {
    try (InputStream resource = OamCrds.class.getResourceAsStream(fileName)) {
      if (resource == null) {
        throw new IllegalStateException("not on the class path beside OamCrds: " + fileName);
      }
      return YamlText.objects(new String(resource.readAllBytes(), UTF_8)).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileName, e);
    }
  }
}

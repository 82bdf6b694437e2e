package io.windlass.oam.translate;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.document.Problem;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.Served;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.yaml.YamlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applications from YAML, as people write them, and what is asked of their translations. */
public final class Cases {
  private Cases() {}

  /** The translation of the ApplicationConfiguration among these documents. */
  public static Translation translate(String yaml) {
    return translate(yaml, Inputs.Place.standard());
  }

  public static Translation translate(String yaml, Inputs.Place place) {
    return Translator.translate(inputs(yaml, place));
  }

  /** Every other document is a component. */
  public static Inputs inputs(String yaml, Inputs.Place place) {
    Json.Obj application = Json.Obj.EMPTY;
    Map<String, Json.Obj> components = new HashMap<>();
    for (Json.Obj document : YamlText.objects(yaml)) {
      if (document.text("kind").orElse("").equals("ApplicationConfiguration")) {
        application = document;
      } else {
        components.put(document.text("metadata", "name").orElse(""), document);
      }
    }
    return new Inputs(application, components, Map.of(), place);
  }

  public static Inputs.Place place(String environment, Served served) {
    Environment named = ShippedEnvironments.named(environment).orElseThrow();
    return new Inputs.Place(Catalogue.empty(), named, served, Live.nothing());
  }

  /** Kind and name of all objects, in the order in which they are applied. */
  public static List<String> names(Translation translation) {
    return translation.objects().stream().map(it -> it.ref().toString()).toList();
  }

  /** The object of that kind; the first if there are several. */
  public static Json.Obj object(Translation translation, String kind) {
    return translation.objects().stream()
        .map(Rendered::object)
        .filter(it -> it.text("kind").orElse("").equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + ": " + said(translation)));
  }

  /** Everything that is wrong, one line each. */
  public static List<String> said(Translation translation) {
    return translation.problems().stream()
        .map(it -> "%s %s %s".formatted(it.severity(), it.reason(), it))
        .toList();
  }

  /** Only what refuses. */
  public static List<String> errors(Translation translation) {
    return translation.problems().stream()
        .filter(Problem::refuses)
        .map(it -> it.reason() + " " + it.path())
        .toList();
  }
}

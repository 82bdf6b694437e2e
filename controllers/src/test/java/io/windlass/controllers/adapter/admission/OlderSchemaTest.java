package io.windlass.controllers.adapter.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.cloneset.CloneSetVersions;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.SidecarSetVersions;
import io.windlass.core.version.TwoVersions;
import io.windlass.crds.Crds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema of v1alpha1 is that of the hub, seen through the field mappings. */
class OlderSchemaTest {
  private static Json version(Crds.Document document) {
    Object yaml = Serialization.unmarshal(document.yaml(), Object.class);
    return JsonText.parse(Serialization.asJson(yaml)).items("spec", "versions").getFirst();
  }

  @Test
  void theOlderSchemaOfCloneSetIsMadeOfTheHub() {
    isMadeOfTheHub(CloneSetVersions.ALL, Crds.cloneSetHub(), Crds.cloneSet());
  }

  @Test
  void theOlderSchemaOfSidecarSetIsMadeOfTheHub() {
    isMadeOfTheHub(SidecarSetVersions.ALL, Crds.sidecarSetHub(), Crds.sidecarSet());
  }

  private static void isMadeOfTheHub(
      TwoVersions versions, Crds.Document hubFile, Crds.Document olderFile) {
    Json hub = version(hubFile);
    Json older = version(olderFile);
    Json.Obj made = versions.olderSchema(hub.object("schema", "openAPIV3Schema"));

    assertThat(withoutTexts(made))
        .isEqualTo(withoutTexts(older.object("schema", "openAPIV3Schema")));
    assertThat(hub.items("additionalPrinterColumns"))
        .isEqualTo(older.items("additionalPrinterColumns"));
    assertThat(hub.at("subresources")).isEqualTo(older.at("subresources"));
  }

  // Texts for people differ where the versions have different words.
  private static Json withoutTexts(Json json) {
    return switch (json) {
      case Json.Obj object -> {
        Json.Obj result = Json.Obj.EMPTY;
        for (var field : object.fields().entrySet()) {
          boolean text =
              field.getKey().equals("description") && field.getValue() instanceof Json.Text;
          result = text ? result : result.with(field.getKey(), withoutTexts(field.getValue()));
        }
        yield result;
      }
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>();
        array.items().forEach(item -> items.add(withoutTexts(item)));
        yield Json.of(items);
      }
      default -> json;
    };
  }
}

package io.windlass.oam.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the bridge stays off. */
class InstalledKindsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a cluster with                          | ours           | and                                                                                                  | may work | because
          all of ours                             | all            |                                                                                                      | true     | are those of this bridge
          all of ours and others' in other groups | all            | {metadata: {name: a.example.org}, spec: {group: example.org}}                                        | true     | are those of this bridge
          none                                    | none           |                                                                                                      | false    | windlass crds --oam
          all of ours but one                     | all but traits |                                                                                                      | false    | traits.core.oam.dev is not installed
          another runtime's                       | none           | {metadata: {name: components.core.oam.dev}, spec: {group: core.oam.dev}}                             | false    | components.core.oam.dev is of another OAM runtime
          another runtime's beside ours           | all            | {metadata: {name: applications.core.oam.dev, labels: {app.kubernetes.io/part-of: core.oam.dev}}, spec: {group: core.oam.dev}} | false | applications.core.oam.dev is of another OAM runtime
          """)
  void judges(String what, String ours, String and, boolean mayWork, String because) {
    List<Json.Obj> definitions = new ArrayList<>();
    if (!ours.equals("none")) {
      OamCrds.all().stream()
          .filter(
              each -> !("all but " + each.text("spec", "names", "plural").orElse("")).equals(ours))
          .forEach(definitions::add);
    }
    if (and != null) {
      definitions.addAll(YamlText.objects(and));
    }
    InstalledKinds judged = InstalledKinds.among(definitions);
    assertThat(judged.mayWork()).as(what).isEqualTo(mayWork);
    assertThat(judged.reason()).contains(because);
  }
}

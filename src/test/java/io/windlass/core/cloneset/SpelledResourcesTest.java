package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.inplace.TemplateChange;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.RevisionView;
import io.windlass.core.testing.CloneSets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources are compared by what they mean and given as they are written. */
class SpelledResourcesTest {
  private static final String SPEC =
      "{'template':{'spec':{'containers':[{'name':'app','image':'app:1','resources':%s}]}}}";

  private static RevisionView revision(String name, long number, String resources) {
    return CloneSets.revision(
        CloneSets.sound().spec(SPEC.replace("%s", resources)).view(), name, number);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          resources         | before                                                      | now                                                       | given
          in binary units   | {'limits':{'cpu':'100m','memory':'64Mi'},'requests':{'cpu':'50m'}} | {'limits':{'cpu':'100m','memory':'64Mi'},'requests':{'cpu':'60m'}} | {'limits':{'cpu':'100m','memory':'64Mi'},'requests':{'cpu':'60m'}}
          by thousandths    | {'limits':{'cpu':'1000m'},'requests':{'cpu':'500m'}}        | {'limits':{'cpu':'1000m'},'requests':{'cpu':'0.6'}}       | {'limits':{'cpu':'1000m'},'requests':{'cpu':'0.6'}}
          """)
  void areGivenAsTheyAreWritten(String resources, String before, String now, String given) {
    TemplateChange change =
        Documents.ANEW.change(
            revision("demo-old", 1, before),
            revision("demo-new", 2, now),
            new TemplateChange.Means(true, false));

    assertThat(change)
        .isInstanceOfSatisfying(
            TemplateChange.InPlace.class,
            inPlace ->
                assertThat(inPlace.changes().resources())
                    .as(resources)
                    .containsEntry("app", (Json.Obj) JsonText.parse(given.replace('\'', '"'))));
  }
}

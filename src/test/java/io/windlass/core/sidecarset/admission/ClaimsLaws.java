package io.windlass.core.sidecarset.admission;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.sidecarset.RandomSets;
import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who need not be asked about a conflict. */
class ClaimsLaws {
  @Property(tries = 1_000)
  void whoDoesNotMeetDoesNotConflict(@ForAll("edits") String one, @ForAll("edits") String other) {
    SidecarSetView set = Sets.set("x", one);
    SidecarSetView stored = Sets.set("y", other);
    boolean meet = Claims.of(set.filled()).meet(Claims.of(stored.filled()));

    assertThat(meet).isEqualTo(Claims.of(stored.filled()).meet(Claims.of(set.filled())));
    assertThat(ConflictRules.violations(set, meet ? List.of(stored) : List.of()))
        .isEqualTo(ConflictRules.violations(set, List.of(stored)));
  }

  @Provide
  Arbitrary<String> edits() {
    return RandomSets.edits();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          two SidecarSets                       | this one                                              | the other one                                                          | meet
          alike                                 | {}                                                    | {}                                                                     | true
          with other containers                 | {}                                                    | {'containers':[{'name':'mesh'}]}                                       | false
          with a twin of the name               | {'containers':[{'name':'log-1'}]}                     | {'containers':[{'name':'log','upgradeStrategy':{'upgradeType':'HotUpgrade'}}]} | true
          for other pods                        | {}                                                    | {'selector':{'matchLabels':{'app':'b'}}}                               | false
          for pods of another label             | {}                                                    | {'selector':{'matchLabels':{'app':null,'tier':'b'}}}                   | true
          in two namespaces                     | {'namespace':'n'}                                     | {'namespace':'m'}                                                      | false
          in one namespace and in all           | {'namespace':'n'}                                     | {}                                                                     | true
          for pods and for a namespace so named | {'namespaceSelector':{'matchLabels':{'tier':'a'}}}    | {'selector':{'matchLabels':{'tier':'b'}}}                              | true
          of which one is for no pods           | {}                                                    | {'selector':null}                                                      | false
          that retain one annotation            | {'patchPodMetadata':[{'annotations':{'a':'1'}}]}      | {'containers':[{'name':'mesh'}],'patchPodMetadata':[{'annotations':{'a':'2'}}]} | false
          """)
  void meet(String who, String one, String other, boolean meet) {
    assertThat(claims(json(one)).meet(claims(json(other)))).isEqualTo(meet);
  }

  private static Claims claims(Json.Obj edit) {
    Json plain = JsonMerge.apply(Sets.spec("{}"), edit);
    return Claims.of(Sets.stored("x", Json.Obj.EMPTY.with("spec", plain)).filled());
  }
}

package io.windlass.devcluster.sim.garbage;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.Json;
import io.windlass.devcluster.sim.garbage.Judgement.OwnerState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to an object, by what is known of its owners. */
final class JudgementTest {
  private static final ResourceType MAPS =
      new ResourceType(
          "",
          "v1",
          new ResourceType.Names("ConfigMap", "configmaps", "", List.of(), List.of()),
          true,
          Set.of(),
          Set.of());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no owner                             |                |                    | false | keep
          a living owner                       | ALIVE          |                    | false | keep
          its only owner is gone               | GONE           |                    | true  | delete Background
          both owners are gone                 | GONE GONE      |                    | false | delete Background
          one of two is gone                   | ALIVE GONE     |                    | false | forget b
          a type that is not served may return | UNKNOWN        |                    | false | keep
          unknown and gone                     | UNKNOWN GONE   |                    | false | keep
          its owner waits for it               | WAITING        |                    | false | delete Background
          its owner waits, it owns others      | WAITING        |                    | true  | delete Foreground
          one waits, another lives             | ALIVE WAITING  |                    | true  | forget b
          asked to orphan its own              | GONE           | orphan             | true  | delete Orphan
          asked to go last                     | GONE           | foregroundDeletion | true  | delete Foreground
          """)
  void judge(String rule, String owners, String finalizer, boolean owns, String verdict) {
    Map<String, OwnerState> states = new TreeMap<>();
    String[] words = owners == null ? new String[0] : owners.split(" ");
    for (int i = 0; i < words.length; i++) {
      states.put("abc".substring(i, i + 1), OwnerState.valueOf(words[i]));
    }
    String finalizers = finalizer == null ? "" : "'" + finalizer + "'";
    Entry entry =
        Entry.of(
            MAPS, Json.object("{metadata: {uid: 'x', finalizers: [%s]}}".formatted(finalizers)));
    String judged =
        switch (Judgement.of(entry, states, owns)) {
          case Judgement.Keep() -> "keep";
          case Judgement.Forget(Set<String> uids) ->
              "forget " + String.join(" ", new TreeSet<>(uids));
          case Judgement.Delete(String policy) -> "delete " + policy;
        };
    assertThat(judged).isEqualTo(verdict);
  }
}

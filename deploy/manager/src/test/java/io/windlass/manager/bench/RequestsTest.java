package io.windlass.manager.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          line                                   | about pods                | beside
          m/1 create pods 201                    | create pods               | ''
          m/1 patch pods/status 200              | patch pods/status         | ''
          m/1 delete pods 409                    | delete pods 409           | ''
          m/1 get pods 200                       | get pods                  | ''
          m/1 create persistentvolumeclaims 201  | create persistentvolumeclaims | ''
          m/1 list pods 200                      | ''                        | list pods
          m/1 watch pods 200                     | ''                        | watch pods
          m/1 create events 201                  | ''                        | create events
          m/1 patch clonesets/status 200         | ''                        | patch clonesets/status
          m/1 create controllerrevisions 201     | ''                        | create controllerrevisions
          """)
  void whatCountsForPodsIsToldFromTheRest(String line, String aboutPods, String beside) {
    Requests requests = Requests.parse(Map.of(line, 3L));
    assertThat(requests.aboutPods()).isEqualTo(counts(aboutPods));
    assertThat(requests.beside()).isEqualTo(counts(beside));
  }

  private static Map<String, Long> counts(String name) {
    return name.isEmpty() ? Map.of() : Map.of(name, 3L);
  }

  @Test
  void answersOfSeveralCodesAreOneSumUnlessTheyAreRefusals() {
    Requests requests =
        Requests.parse(
            Map.of("m patch pods 200", 5L, "m patch pods 201", 1L, "m patch pods 409", 2L));
    assertThat(requests.aboutPods()).isEqualTo(Map.of("patch pods", 6L, "patch pods 409", 2L));
  }

  @Test
  void whoWritesTheStatusOfCloneSetsIsTheirManager() {
    Requests requests =
        Requests.parse(
            Map.of(
                "kruise-manager/v1.9 (linux) update clonesets/status 200", 4L,
                "kubectl/1.32 patch clonesets 200", 1L,
                "kubelet patch pods/status 200", 9L));
    assertThat(requests.managers()).containsExactly("kruise-manager/v1.9 (linux)");
    assertThat(requests.by(requests.managers()).beside())
        .isEqualTo(Map.of("update clonesets/status", 4L));
  }

  @Test
  void onlyWhatCameSinceIsCounted() {
    Requests before = Requests.parse(Map.of("m create pods 201", 10L, "m get pods 200", 2L));
    Requests now =
        Requests.parse(
            Map.of("m create pods 201", 15L, "m get pods 200", 2L, "m delete pods 200", 1L));
    assertThat(now.since(before).aboutPods())
        .isEqualTo(Map.of("create pods", 5L, "delete pods", 1L));
  }

  @Test
  void agentsAreFoundByTheBeginningOfTheirName() {
    Requests requests =
        Requests.parse(Map.of("manager/1 get pods 200", 1L, "other get pods 200", 1L));
    assertThat(requests.agents("man")).isEqualTo(Set.of("manager/1"));
  }

  @Test
  void leasesAreNotWork() {
    Requests requests = Requests.parse(Map.of("m update leases 200", 7L));
    assertThat(requests.withoutLeases().beside()).isEmpty();
  }

  @Test
  void aLineThatIsNoneIsToldWhole() {
    assertThatThrownBy(() -> Requests.parse(Map.of("create pods", 1L)))
        .hasMessageContaining("create pods");
  }
}

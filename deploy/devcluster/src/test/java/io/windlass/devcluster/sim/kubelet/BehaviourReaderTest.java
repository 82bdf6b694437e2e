package io.windlass.devcluster.sim.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.Json;
import io.windlass.devcluster.sim.object.Meta;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The annotations that say how a pod behaves. */
final class BehaviourReaderTest {
  private static final String SPEC =
      "{initContainers: [{name: 'init'}], containers: [{name: 'app'}, {name: 'side'}]}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a delay of all                       | 'start-delay': '2s'                           | app  | start=2s
          a delay of one container             | 'start-delay.app': '2s'                       | side | start=0s
          what is said of one wins             | 'start-delay': '2s', 'start-delay.app': '1s'  | app  | start=1s
          other delays have other names        | 'restart-delay': '1500ms'                     | app  | restart=1.5s
          readiness                            | 'ready-delay.side': '1m30s'                   | side | ready=1m30s
          an image takes its time              | 'pull-delay': '0.5s'                          | app  | pull=0.5s
          never ready, all                     | 'never-ready': 'true'                         | app  | never
          never ready, some                    | 'never-ready': 'side, app'                    | app  | never
          never ready, others                  | 'never-ready': 'side'                         | app  |
          never ready, one                     | 'never-ready.app': 'true'                     | app  | never
          an end                               | 'exit-after': '3s', 'exit-code': '2'          | app  | exit=3s code=2
          an end of all is not an init's       | 'exit-after': '3s', 'exit-code': '2'          | init |
          an init's own end                    | 'exit-code.init': '1'                         | init | code=1
          """)
  void settings(String rule, String annotations, String container, String behaviour) {
    BehaviourReader.Reading reading = read(annotations);
    assertThat(reading.faults()).isEmpty();
    assertThat(words(reading.behaviour().of(container)))
        .contains(behaviour == null ? "" : behaviour.replace("start=0s", ""));
    assertThat(words(reading.behaviour().of(container)).isEmpty())
        .isEqualTo(behaviour == null || behaviour.equals("start=0s"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no unit            | 'start-delay': '2'               | start-delay: "2": not a duration such as 2s or 300ms
          negative           | 'stop-delay': '-1s'              | stop-delay: "-1s": not a duration such as 2s or 300ms
          too long           | 'stop-delay': '9999999999999h'   | stop-delay: "9999999999999h": not a duration such as 2s or 300ms
          no such container  | 'start-delay.web': '2s'          | start-delay.web: "2s": the pod has no container of that name
          no such setting    | 'start': '2s'                    | start: "2s": there is no such setting
          not for one        | 'stop-delay.app': '2s'           | stop-delay.app: "2s": is about the whole pod
          no exit code       | 'exit-code': '256'               | exit-code: "256": not an exit code from 0 to 255
          neither nor        | 'never-ready': 'app,web'         | never-ready: "app,web": neither true nor false nor containers of the pod
          no pattern         | 'never-ready-images': '('        | never-ready-images: "(": not a regular expression: Unclosed group
          """)
  void whatHasNoSenseIsToldAndChangesNothing(String rule, String annotations, String fault) {
    BehaviourReader.Reading reading = read(annotations);
    assertThat(reading.faults()).containsExactly("annotation sim.windlass.io/" + fault);
    assertThat(reading.behaviour()).isEqualTo(Behaviour.PROMPT);
  }

  private static BehaviourReader.Reading read(String annotations) {
    String prefixed = annotations.replaceAll("'([a-z-]+[.a-z]*)':", "'sim.windlass.io/$1':");
    ObjectNode pod = Json.object("{metadata: {annotations: {other: 'x', %s}}}".formatted(prefixed));
    pod.set("spec", Json.object(SPEC));
    return BehaviourReader.read(Behaviour.PROMPT, Meta.annotations(pod), PodManifest.of(pod));
  }

  private static String words(ContainerBehaviour b) {
    StringBuilder words = new StringBuilder();
    add(words, "start", b.start());
    add(words, "restart", b.restart());
    add(words, "ready", b.ready());
    add(words, "pull", b.pull());
    b.exit().after().ifPresent(after -> add(words, "exit", after));
    words.append(b.exit().code() == 0 ? "" : "code=" + b.exit().code());
    return words.append(b.neverReady() ? "never" : "").toString();
  }

  private static void add(StringBuilder words, String name, Duration delay) {
    if (!delay.isZero()) {
      String text = delay.toString().substring(2).toLowerCase(Locale.ROOT);
      words.append(name).append('=').append(text).append(' ');
    }
  }
}

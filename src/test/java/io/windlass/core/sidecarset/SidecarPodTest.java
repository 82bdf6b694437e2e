package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.testing.Pods;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.8.2: when the sidecars of a pod run what the spec says. */
class SidecarPodTest {
  private static final String STATE =
      "{'log':{'revision':'h','lastContainerStatuses':{'log':{'imageID':'id-1'}}}}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a sidecar whose                                | image     | reported  | as        | state                                                   | runs it
          upgrade never was                              | log:2     | log:1     | id-1      |                                                         | true
          upgrade is under way                           | log:2     | log:1     | id-1      | ours                                                    | false
          upgrade is done                                | log:2     | log:2     | id-2      | ours                                                    | true
          new image has the old content                  | log:2     | log:2     | id-1      | ours                                                    | true
          new image is reported under another name       | log:2     | other:2   | id-2      | ours                                                    | true
          state is of another SidecarSet                 | log:2     | log:1     | id-1      | {'web':{'lastContainerStatuses':{'log':{'imageID':'id-1'}}}} | true
          state is of another container                  | log:2     | log:1     | id-1      | {'log':{'lastContainerStatuses':{'web':{'imageID':'id-1'}}}} | true
          state cannot be read                           | log:2     | log:2     | id-2      | {                                                       | false
          digest runs                                    | l@sha256:a | l         | l@sha256:a |                                                        | true
          digest runs, pulled by the node                | l@sha256:a | l         | docker-pullable://l@sha256:a |                                      | true
          digest does not run                            | l@sha256:a | l         | l@sha256:b |                                                        | false
          digest is that of another image                | l@sha256:a | l         | m@sha256:a |                                                        | false
          digest is not reported yet                     | l@sha256:a | l         | ``        |                                                         | false
          """)
  void consistent(
      String what, String image, String reported, String imageId, String state, boolean runs) {
    Pods pod = pod(image).reports("log", reported, imageId);
    if (state != null) {
      pod.annotation(
          SidecarSetKeys.UPDATE_STATE, (state.equals("ours") ? STATE : state).replace('\'', '"'));
    }
    assertThat(read(pod).isConsistent()).isEqualTo(runs);
  }

  private static Pods pod(String image) {
    return Pods.serving("p-1")
        .image("log", image)
        .running()
        .annotation(SidecarSetKeys.INJECTED, "log");
  }

  private static SidecarPod read(Pods pod) {
    List<SidecarContainer> log = Sets.set("log", "{}").filled().containers();
    return SidecarPod.of(pod.view(), new NoteReader("log").of(pod.view()), log).orElseThrow();
  }

  @ParameterizedTest(name = "the app''s container {0}, and the sidecar {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          is being updated                | runs, all the same    | main    | true
          has reported nothing            | may not run either    | another | false
          """)
  void onlyTheSidecarsCount(String app, String sidecar, String container, boolean runs) {
    Pods pod = pod("log:1").image(container, "app:2");
    assertThat(read(pod).isConsistent()).isEqualTo(runs);
  }
}

package io.windlass.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of a pod's life, and the hooks between them. */
class HooksTest {
  private static final String BOTH =
      "{'labelsHandler':{'hold':'yes'},'finalizersHandler':['a/hold']}";

  private static Hooks hooks(String lifecycle) {
    return Hooks.read((Json.Obj) JsonText.parse(lifecycle.replace('\'', '"')));
  }

  /** Marks: l the label, L the label with another value, f the finalizer. */
  private static PodView pod(String state, String marks) {
    Pods pod = Pods.pod("demo-a").lifecycle(state.equals("-") ? "" : state);
    if (marks.contains("l")) {
      pod.label("hold", "yes");
    }
    if (marks.contains("L")) {
      pod.label("hold", "no");
    }
    if (marks.contains("f")) {
      pod.finalizer("a/hold");
    }
    return pod.view();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          all of its marks hold a pod                      | BOTH                          | lf | true  | true
          one of its marks holds a pod                     | BOTH                          | l  | true  | false
          a finalizer holds a pod                          | BOTH                          | f  | true  | false
          another value does not                           | BOTH                          | L  | false | false
          nothing holds a pod without marks                | BOTH                          | -  | false | false
          a hook without marks is complete, holds nothing  | {}                            | lf | false | true
          an empty value is not a label that is not there  | {'labelsHandler':{'hold':''}} | -  | false | false
          what is no text does not count                   | {'labelsHandler':{'hold':1}}  | -  | false | true
          """)
  void holdsWithAnyIsCompleteWithAll(
      String rule, String hook, String marks, boolean holds, boolean complete) {
    String text = "{'preDelete':%s}".formatted(hook.equals("BOTH") ? BOTH : hook);
    Hook read = hooks(text).preDelete().orElseThrow();
    assertThat(read.holds(pod("Normal", marks))).isEqualTo(holds);
    assertThat(read.isComplete(pod("Normal", marks))).isEqualTo(complete);
  }

  @Test
  void aHookThatIsNotThereHoldsNothing() {
    PodView pod = pod("Normal", "lf");
    assertThat(Hooks.NONE.holdDeletion(pod)).isFalse();
    assertThat(Hooks.NONE.holdUpdate(pod)).isFalse();
    assertThat(Hooks.NONE.markNotReady()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a new pod becomes Normal                                  | -             | PreparingNormal | -  | true  | Normal
          with preNormal when it bears all marks                    | preNormal     | PreparingNormal | lf | true  | Normal
          not when it bears some                                    | preNormal     | PreparingNormal | l  | true  | -
          marks that go again leave it Normal                       | preNormal     | Normal          | -  | true  | -
          an updated pod becomes Normal                             | -             | Updating        | -  | true  | Normal
          another hook does not change that                         | preNormal     | Updating        | -  | true  | Normal
          with inPlaceUpdate it waits for its marks                 | inPlaceUpdate | Updating        | l  | true  | Updated
          it does not if it bears them again already                | inPlaceUpdate | Updating        | lf | true  | Normal
          Updated waits for all marks                               | inPlaceUpdate | Updated         | f  | true  | -
          Updated with all marks becomes Normal (OpenKruise 0.8)    | inPlaceUpdate | Updated         | lf | true  | Normal
          Updated becomes Normal when the hook is taken out         | -             | Updated         | -  | true  | Normal
          PreparingUpdate waits while an update is wanted           | inPlaceUpdate | PreparingUpdate | lf | false | -
          PreparingUpdate ends with a rollback (#1156, #1157)       | inPlaceUpdate | PreparingUpdate | lf | true  | Normal
          the same if its holder has let go                         | inPlaceUpdate | PreparingUpdate | -  | true  | Updated
          the same if the hook is taken out                         | -             | PreparingUpdate | lf | true  | Normal
          PreparingDelete stays                                     | preDelete     | PreparingDelete | lf | true  | -
          Normal stays                                              | inPlaceUpdate | Normal          | lf | true  | -
          a pod without a state is left alone                       | inPlaceUpdate | -               | lf | true  | -
          """)
  void leadFromStateToState(
      String rule, String hook, String state, String marks, boolean settled, String next) {
    Hooks hooks = hook.equals("-") ? Hooks.NONE : hooks("{'%s':%s}".formatted(hook, BOTH));
    assertThat(hooks.next(pod(state, marks), settled).map(LifecycleState::label).orElse("-"))
        .isEqualTo(next);
  }
}

package io.windlass.manager.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.model.JsonText;
import io.windlass.manager.settings.FailurePolicy;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.LabelSelector;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.4: which pods the API server asks about. */
class PodInjectionTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          pods                          | option for namespaces | option for pods | namespaces                                                                                                                                     | of pods
          of all but two namespaces     | ``                    | ``              | {"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["kube-system","own"]}]}                                  | {}
          of some of them               | team=x                | ``              | {"matchExpressions":[{"key":"team","operator":"In","values":["x"]},{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["kube-system","own"]}]} | {}
          of some labels                | ``                    | sidecars=on     | {"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["kube-system","own"]}]}                                  | {"matchExpressions":[{"key":"sidecars","operator":"In","values":["on"]}]}
          """)
  void askedAbout(String what, String inNamespaces, String ofPods, String namespaces, String pods) {
    Hook hook = hook(selector(inNamespaces), selector(ofPods));
    assertThat(JsonText.canonical(hook.terms().namespaces())).isEqualTo(namespaces);
    assertThat(JsonText.canonical(hook.terms().objects())).isEqualTo(pods);
    assertThat(hook.operations()).as("no pod that is there").containsExactly("CREATE");
    assertThat(hook.kind().plural()).as("no subresource").isEqualTo("pods");
  }

  private static Hook hook(LabelSelector namespaces, LabelSelector pods) {
    InjectionSettings settings =
        new InjectionSettings(FailurePolicy.IGNORE, Duration.ofSeconds(5), namespaces, pods);
    return new PodInjection(
            settings, Set.of("own", "kube-system"), () -> true, _ -> AdmissionAnswer.ALLOWED)
        .hook();
  }

  private static LabelSelector selector(String text) {
    return text.isEmpty() ? LabelSelector.ALL : LabelSelector.parse(text);
  }
}

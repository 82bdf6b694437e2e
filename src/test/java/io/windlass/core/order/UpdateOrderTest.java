package io.windlass.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order pods are updated when priorities and scattering are asked for. */
class UpdateOrderTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the heavier first                           | {'weightPriority': [{'weight': 50, 'matchSelector': {'matchLabels': {'a': '1'}}}, {'weight': 60, 'matchSelector': {'matchLabels': {'a': '2'}}}]} | a=1 a=2 a=3 | a=2 a=1 a=3
          weights of all matching terms are added     | {'weightPriority': [{'weight': 50, 'matchSelector': {'matchLabels': {'a': '1'}}}, {'weight': 60, 'matchSelector': {'matchLabels': {'b': '1'}}}]} | a=1 b=1 a=1,b=1 | a=1,b=1 b=1 a=1
          equal weights keep their order (#2107)      | {'weightPriority': [{'weight': 5, 'matchSelector': {'matchLabels': {'a': '1'}}}]} | b=1 a=1,c=1 a=1,c=2 | a=1,c=1 a=1,c=2 b=1
          an expression selects, too                  | {'weightPriority': [{'weight': 5, 'matchSelector': {'matchExpressions': [{'key': 'a', 'operator': 'Exists'}]}}]} | b=1 a=9 | a=9 b=1
          the larger number first                     | {'orderPriority': [{'orderedKey': 'a'}]} | a=web-2 a=web-10 a=web-9 | a=web-10 a=web-9 a=web-2
          the earlier key first                       | {'orderPriority': [{'orderedKey': 'a'}, {'orderedKey': 'b'}]} | b=9 a=1 | a=1 b=9
          who bears none of the keys goes before all  | {'orderPriority': [{'orderedKey': 'a'}]} | a=1 c=1 | c=1 a=1
          no digits at the end are 0                  | {'orderPriority': [{'orderedKey': 'a'}]} | a=x a=0y a=1 | a=1 a=x a=0y
          too many digits are 0                       | {'orderPriority': [{'orderedKey': 'a'}]} | a=99999999999999999999 a=1 | a=1 a=99999999999999999999
          nothing asked                               | {} | a=1 a=2 | a=1 a=2
          """)
  void priority(String rule, String strategy, String waiting, String order) {
    UpdatePriority priority = UpdatePriority.read(json(strategy));
    List<String> sorted =
        pods(waiting).stream().sorted(priority.order()).map(UpdateOrderTest::labels).toList();
    assertThat(sorted).containsExactly(order.split(" ", -1));
  }

  // x bears the label, - does not; numbers count the pods of each kind.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alike many on both sides                         | x x x x - - - -     | 0 | 0 | x - x - x - - x
          a few with the label are spread                  | x x x - - - - - -   | 0 | 0 | x - - - x - - - x
          a few without it are spread                      | x x x x x x - -     | 0 | 0 | x x x - x x - x
          one alone is not spread                          | x - - -             | 0 | 0 | x - - -
          one without it is not, either                    | x x x -             | 0 | 0 | x x x -
          most that bear it are updated: the rest is dense at the end | x x x - - - - - - | 6 | 0 | - - - - x - x - x
          """)
  void scattering(String rule, String waiting, int moreWith, int moreWithout, String order) {
    List<PodView> pods = marked(waiting);
    List<PodView> all = new ArrayList<>(pods);
    for (int i = 0; i < moreWith + moreWithout; i++) {
      Pods other = Pods.serving("demo-other-" + i);
      all.add((i < moreWith ? other.label("a", "b") : other).view());
    }
    List<PodView> sorted = SCATTER.scattered(pods, all);
    assertThat(marks(sorted)).isEqualTo(order);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the term that more of the waiting pods bear is dealt out first | a=b,c=d a=b c=d c=d x=1 x=2 x=3 | c a
          a term that nobody bears changes nothing                       | a=b a=b a=b x=1 x=2 x=3         | a
          terms that alike many bear are dealt out in their order        | a=b a=b c=d c=d x=1 x=2         | a c
          """)
  void severalTermsAreDealtOutOneAfterTheOther(String rule, String waiting, String terms) {
    List<PodView> pods = pods(waiting);
    List<PodView> expected = pods;
    for (String key : terms.split(" ", -1)) {
      expected = terms(key).scattered(expected, pods);
    }
    assertThat(terms("a c").scattered(pods, pods)).isEqualTo(expected).isNotEqualTo(pods);
  }

  private static UpdateScatter terms(String keys) {
    Map<String, String> values = Map.of("a", "b", "c", "d");
    return new UpdateScatter(
        Arrays.stream(keys.split(" ", -1))
            .map(key -> new UpdateScatter.Term(key, values.getOrDefault(key, "")))
            .toList());
  }

  private static final UpdateScatter SCATTER =
      UpdateScatter.read(json("[{'key': 'a', 'value': 'b'}]", "terms").items("terms"));

  @Property
  void scatteringLosesNobodyAndKeepsTheOrderOfEachSide(@ForAll("waiting") String waiting) {
    List<PodView> pods = marked(waiting);
    List<PodView> sorted = SCATTER.scattered(pods, pods);
    assertThat(sorted).containsExactlyInAnyOrderElementsOf(pods);
    for (String mark : List.of("x", "-")) {
      assertThat(of(mark, sorted)).containsExactlyElementsOf(of(mark, pods));
    }
  }

  @Provide
  Arbitrary<String> waiting() {
    return Arbitraries.of("x", "-")
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(marks -> String.join(" ", marks));
  }

  private static List<PodView> of(String mark, List<PodView> pods) {
    return pods.stream().filter(pod -> marks(List.of(pod)).equals(mark)).toList();
  }

  private static List<PodView> marked(String marks) {
    List<PodView> pods = new ArrayList<>();
    for (String mark : marks.split(" ", -1)) {
      Pods pod = Pods.serving("demo-" + pods.size());
      pods.add((mark.equals("x") ? pod.label("a", "b") : pod).view());
    }
    return pods;
  }

  private static String marks(List<PodView> pods) {
    return pods.stream()
        .map(pod -> pod.meta().labels().containsKey("a") ? "x" : "-")
        .collect(Collectors.joining(" "));
  }

  private static List<PodView> pods(String labels) {
    List<PodView> pods = new ArrayList<>();
    for (String each : labels.split(" ", -1)) {
      Pods pod = Pods.serving("demo-" + pods.size()).label("given", each.replace("=", "_"));
      for (String label : each.split(",", -1)) {
        pod = pod.label(label.split("=", -1)[0], label.split("=", -1)[1]);
      }
      pods.add(pod.view());
    }
    return pods;
  }

  private static String labels(PodView pod) {
    return Arrays.stream(pod.meta().label("given").split(",", -1))
        .map(label -> label.replace("_", "="))
        .collect(Collectors.joining(","));
  }

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }

  private static Json.Obj json(String text, String field) {
    return json("{'%s': %s}".formatted(field, text));
  }
}

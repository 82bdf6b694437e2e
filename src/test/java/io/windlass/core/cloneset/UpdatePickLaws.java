package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Which pods are updated next is what OpenKruise would choose, step by step, of pods that are old
 * (o) or updated (n), and down (O, N); digits stand for old pods that became ready so much later.
 */
class UpdatePickLaws {
  @Property(tries = 1_500)
  void thePodsAreThoseOfOpenKruise(
      @ForAll("letters") String letters,
      @ForAll @IntRange(min = 1, max = 6) int maxUnavailable,
      @ForAll @IntRange(max = 5) int partition) {
    int kept = Math.min(partition, letters.length());
    CloneSets cloneSet =
        CloneSets.sound()
            .image("app:2")
            .replicas(letters.length())
            .status("{'currentRevision': 'demo-old', 'updateRevision': 'demo-new'}")
            .spec(
                "{'updateStrategy': {'maxUnavailable': %d, 'partition': %d}}"
                    .formatted(maxUnavailable, kept));
    RevisionView old = CloneSets.revision(CloneSets.sound().view(), "demo-old", 1);
    RevisionView update = CloneSets.revision(cloneSet.view(), "demo-new", 2);
    List<PodView> pods =
        IntStream.range(0, letters.length()).mapToObj(i -> pod(letters, i)).toList();

    List<String> picked =
        CloneSetPlanner.plan(CloneSets.snapshot(cloneSet.view(), pods, old, update))
            .actions()
            .stream()
            .filter(action -> action instanceof Action.Patch patch && patch.subresource().isEmpty())
            .map(action -> action.target().key().name())
            .toList();

    assertThat(picked).isEqualTo(theirs(letters, maxUnavailable, kept));
  }

  @Provide
  Arbitrary<String> letters() {
    return Arbitraries.strings().withChars("oOnN123").ofMinLength(1).ofMaxLength(12);
  }

  private static PodView pod(String letters, int place) {
    char letter = letters.charAt(place);
    Pods pod = Pods.serving(name(place));
    if (isUpdated(letter)) {
      pod.revision("demo-new").image("main", "app:2").running();
    } else {
      pod.revision("demo-old");
    }
    pod.ready(Pods.BIRTH.plusSeconds(Character.isDigit(letter) ? letter - '0' : 0));
    return isDown(letter) ? pod.notReady().view() : pod.view();
  }

  private static String name(int place) {
    return "demo-" + (char) ('a' + place);
  }

  private static boolean isUpdated(char letter) {
    return letter == 'n' || letter == 'N';
  }

  private static boolean isDown(char letter) {
    return letter == 'O' || letter == 'N';
  }

  /** Pods that are down first, then those that became ready last; names decide. */
  private static List<String> theirs(String letters, int maxUnavailable, int partition) {
    List<Integer> waiting =
        IntStream.range(0, letters.length())
            .filter(i -> !isUpdated(letters.charAt(i)))
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> order(letters.charAt(i))))
            .toList();
    int updated = letters.length() - waiting.size();
    int count = Math.min(waiting.size() - partition, letters.length() - partition - updated);
    int down = (int) letters.chars().filter(letter -> isDown((char) letter)).count();
    int updatedDown = (int) letters.chars().filter(letter -> letter == 'N').count();
    List<String> picked = new ArrayList<>();
    for (int place : waiting.subList(0, Math.max(count, 0))) {
      boolean serves = !isDown(letters.charAt(place));
      if (updatedDown + picked.size() >= maxUnavailable || (serves && down >= maxUnavailable)) {
        return picked;
      }
      down += serves ? 1 : 0;
      picked.add(name(place));
    }
    return picked;
  }

  private static int order(char letter) {
    return isDown(letter) ? -1 : Character.isDigit(letter) ? '9' - letter : 9;
  }
}

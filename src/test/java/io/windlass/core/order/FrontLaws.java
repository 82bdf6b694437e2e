package io.windlass.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Condition;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** To look for the first pods only finds those that are first when all are put in their order. */
class FrontLaws {
  @Property(tries = 200)
  void theFirstAreThoseOfTheWholeOrder(
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 70) int count,
      @ForAll long seed) {
    List<PodView> pods = pods(size, new Random(seed));
    List<PodView> order = PodOrder.active(pods);
    int end = Math.min(size, count);
    Front front = PodOrder.front(pods, count);
    assertThat(front.first()).containsExactlyElementsOf(order.subList(0, end));
    assertThat(front.order().apply(front.others()))
        .containsExactlyElementsOf(order.subList(end, size));
    assertThat(front.others()).hasSize(size - end);
  }

  @Property(tries = 100)
  void theOrderOfTheInputDoesNotMatter(@ForAll @IntRange(max = 60) int size, @ForAll long seed) {
    Random random = new Random(seed);
    List<PodView> pods = pods(size, random);
    List<PodView> shuffled = new ArrayList<>(pods);
    Collections.shuffle(shuffled, random);
    assertThat(PodOrder.front(shuffled, size / 3).first())
        .isEqualTo(PodOrder.front(pods, size / 3).first());
  }

  @Property(tries = 100)
  void wishesAreKept(
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(max = 50) int count,
      @ForAll long seed) {
    List<PodView> pods = pods(size, new Random(seed));
    UpdateOrder order =
        new UpdateOrder(
            new UpdatePriority.ByKeys(List.of("rank")),
            new UpdateScatter(List.of(new UpdateScatter.Term("zone", "1"))));
    Front front = order.front(pods, count, pods);
    List<PodView> all = new ArrayList<>(front.first());
    all.addAll(front.order().apply(front.others()));
    assertThat(all).isEqualTo(order.sorted(pods, pods));
    assertThat(front.first()).hasSize(Math.min(size, count));
  }

  /** Pods of which many are alike but for their uids. */
  private static List<PodView> pods(int size, Random random) {
    List<PodView> pods =
        new ArrayList<>(
            IntStream.range(0, size)
                .mapToObj(i -> pod("demo-" + Integer.toString(i * 7919 % 1000, 36) + i, random))
                .toList());
    Collections.shuffle(pods, random);
    return pods;
  }

  private static PodView pod(String name, Random random) {
    Pods pod = Pods.serving(name).label("rank", "" + random.nextInt(3));
    pod = pod.label("zone", "" + random.nextInt(2)).createdAt(moment(random));
    pod = random.nextInt(4) == 0 ? pod.notReady() : pod.ready(moment(random));
    pod = random.nextInt(8) == 0 ? pod.phase(PodView.Phase.PENDING) : pod;
    pod = random.nextInt(8) == 0 ? pod.restarts("main", random.nextInt(3)) : pod;
    return random.nextInt(8) == 0
        ? pod.condition("Ready", Condition.Status.UNKNOWN, Pods.BIRTH).view()
        : pod.view();
  }

  /** One of few; some lie within the same second. */
  private static Instant moment(Random random) {
    return Pods.BIRTH.plusSeconds(random.nextInt(3)).plusMillis(500L * random.nextInt(2));
  }
}

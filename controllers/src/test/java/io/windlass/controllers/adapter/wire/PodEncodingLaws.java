package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Condition;
import io.windlass.core.model.PodView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Both encodings of a pod say the same, and it is what fabric8's model of the pod says. */
class PodEncodingLaws {
  private static final ViewType<PodView> PODS = ViewType.pods();

  @Property(tries = 300)
  void bothEncodingsComeToOneView(@ForAll long seed) throws IOException {
    Pod pod = new RandomPods(seed).next();

    assertThat(fromProto(PodPairs.proto(pod).toByteArray())).isEqualTo(fromJson(pod));
  }

  @Property(tries = 300)
  void theViewSaysWhatThePodSays(@ForAll long seed) throws IOException {
    Pod pod = new RandomPods(seed).next();
    PodView view = fromJson(pod);

    assertThat(view.name()).isEqualTo(pod.getMetadata().getName());
    assertThat(view.meta().labels()).isEqualTo(pod.getMetadata().getLabels());
    assertThat(view.meta().annotations()).isEqualTo(pod.getMetadata().getAnnotations());
    assertThat(view.meta().finalizers()).isEqualTo(pod.getMetadata().getFinalizers());
    assertThat(view.meta().createdAt())
        .isEqualTo(Instant.parse(pod.getMetadata().getCreationTimestamp()));
    assertThat(view.containers())
        .extracting(PodView.Container::image)
        .isEqualTo(pod.getSpec().getContainers().stream().map(c -> c.getImage()).toList());
    assertThat(view.status().containers())
        .extracting(PodView.ContainerStatus::containerId)
        .isEqualTo(
            pod.getStatus().getContainerStatuses().stream().map(c -> c.getContainerID()).toList());
    pod.getStatus()
        .getConditions()
        .forEach(c -> assertThat(message(view, c.getType())).isEqualTo(c.getMessage()));
  }

  private static String message(PodView view, String type) {
    return view.condition(type).map(Condition::message).orElse("no such condition");
  }

  /** A server of later days sends fields that nobody here knows. */
  @Property(tries = 100)
  void fieldsFromTheFutureArePassedOver(@ForAll long seed) throws IOException {
    Pod pod = new RandomPods(seed).next();
    byte[] proto = PodPairs.proto(pod).toByteArray();
    byte[] later = {(byte) 0xfa, 0x3f, 3, 1, 2, 3, (byte) 0xf8, 0x3f, 9};
    byte[] both = new byte[proto.length + later.length];
    System.arraycopy(later, 0, both, 0, later.length);
    System.arraycopy(proto, 0, both, later.length, proto.length);

    assertThat(fromProto(both)).isEqualTo(fromProto(proto));
    String json = Serialization.asJson(pod);
    String more = "{\"later\":{\"a\":[1,{\"b\":\"}\\\"\"}]},\"kind\":1.5e3," + json.substring(1);
    assertThat(PODS.decode(more.getBytes(UTF_8))).isEqualTo(fromJson(pod));
  }

  /** Whatever a byte is changed to: a view or a fault of the document, never a bug of ours. */
  @Property(tries = 300)
  void aDamagedPodIsAFaultOfTheDocument(@ForAll long seed) {
    Pod pod = new RandomPods(seed).next();
    Random random = new Random(seed);
    for (byte[] bytes :
        List.of(Serialization.asJson(pod).getBytes(UTF_8), PodPairs.proto(pod).toByteArray())) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      int length = bytes.length - (random.nextBoolean() ? 0 : random.nextInt(bytes.length));
      byte[] damaged = java.util.Arrays.copyOf(bytes, length);
      assertThat(decodedOrRefused(damaged, bytes[0] == '{')).isTrue();
    }
  }

  private static boolean decodedOrRefused(byte[] bytes, boolean isJson) {
    try {
      PodView view = isJson ? PODS.decode(bytes) : fromProto(bytes);
      return !view.uid().isEmpty();
    } catch (IOException refused) {
      return refused instanceof BrokenDocument;
    }
  }

  private static PodView fromJson(Pod pod) throws IOException {
    return PODS.decode(Serialization.asJson(pod).getBytes(UTF_8));
  }

  private static PodView fromProto(byte[] bytes) throws IOException {
    return PODS.protobuf().orElseThrow().decode(ProtoCursor.of(bytes, PODS.words()));
  }
}

package io.windlass.controllers.adapter.wire;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaFluent;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecFluent;
import io.fabric8.kubernetes.api.model.PodStatusFluent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pods of every shape that the API allows, also odd ones. Each seed is one pod. */
final class RandomPods {
  private static final List<String> ODD =
      List.of("", "a", "grüße 🙂", "\"quoted\\\"", "tab\tline\nnull\u0000", "{[}]", "\\u12", "]}");
  private static final List<String> STATUSES = List.of("True", "False", "Unknown");

  private final Random random;

  RandomPods(long seed) {
    random = new Random(seed);
  }

  Pod next() {
    var pod = new PodBuilder();
    metadata(pod.withNewMetadata()).endMetadata();
    spec(pod.withNewSpec()).endSpec();
    status(pod.withNewStatus()).endStatus();
    return pod.build();
  }

  private <A extends ObjectMetaFluent<A>> A metadata(A to) {
    to.withName(name()).withNamespace(name()).withUid(name());
    to.withResourceVersion(Long.toString(random.nextLong(1L << 50))).withGeneration(few());
    to.withCreationTimestamp(time()).withLabels(texts()).withAnnotations(texts());
    if (random.nextBoolean()) {
      to.withDeletionTimestamp(time());
    }
    for (long i = few(); i > 0; i--) {
      boolean controls = i == 1 && random.nextBoolean();
      to.addNewOwnerReference()
          .withApiVersion("apps/v1")
          .withKind(word())
          .withName(name())
          .withUid(name())
          .withController(controls)
          .endOwnerReference();
    }
    return to.withFinalizers(words());
  }

  private <A extends PodSpecFluent<A>> A spec(A to) {
    to.withNodeName(word());
    for (long i = few(); i > 0; i--) {
      to.addNewContainer()
          .withName(word())
          .withImage(word())
          .addNewEnv()
          .withName("name")
          .withValue(word())
          .endEnv()
          .endContainer();
      to.addNewInitContainer().withName(word()).withImage(word()).endInitContainer();
      to.addNewReadinessGate(word());
    }
    return to;
  }

  private <A extends PodStatusFluent<A>> A status(A to) {
    List<String> phases = List.of("Pending", "Running", "Succeeded", "Failed", "", "New");
    to.withPhase(phases.get(random.nextInt(phases.size()))).withPodIP(word());
    for (String type : texts().keySet()) {
      to.addNewCondition()
          .withType(type)
          .withStatus(STATUSES.get(random.nextInt(3)))
          .withReason(word())
          .withMessage(word())
          .withLastTransitionTime(random.nextBoolean() ? time() : null)
          .endCondition();
    }
    for (long i = few(); i > 0; i--) {
      to.addToContainerStatuses(containerStatus().build());
    }
    return to;
  }

  private ContainerStatusBuilder containerStatus() {
    return new ContainerStatusBuilder()
        .withName(word())
        .withImage(word())
        .withImageID(word())
        .withContainerID(random.nextBoolean() ? "containerd://" + "0a1b2c3d".repeat(8) : word())
        .withReady(random.nextBoolean())
        .withRestartCount(random.nextInt(1000))
        .withNewLastState()
        .endLastState();
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    words().forEach(word -> texts.put(word, word()));
    return texts;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (long i = few(); i > 0; i--) {
      words.add(word() + i);
    }
    return words;
  }

  private long few() {
    return random.nextLong(4);
  }

  private String word() {
    return switch (random.nextInt(4)) {
      case 0 -> ODD.get(random.nextInt(ODD.size()));
      case 1 -> name().repeat(1 + random.nextInt(40));
      case 2 -> "at " + time() + " and " + time() + name().repeat(10);
      default -> name();
    };
  }

  private String name() {
    return Integer.toString(random.nextInt(1 << 24), 36);
  }

  private String time() {
    return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)).toString();
  }
}

package io.windlass.benchmarks.injection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.webhook.admission.AdmissionController;
import io.javaoperatorsdk.webhook.admission.mutation.Mutator;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.SidecarContainer;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.core.sidecarset.injection.PreparedSet;
import io.windlass.runtime.store.SelectorIndex;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The same injection as a webhook of the operator framework's own library, on fabric8's model. It
 * is given what its author would not have: the same index of selectors, and containers made
 * beforehand.
 */
final class FrameworkPath {
  private final KubernetesSerialization json = new KubernetesSerialization();
  private final ObjectMapper mapper = new ObjectMapper();
  private final SelectorIndex<String> index = new SelectorIndex<>();
  private final Map<String, Sidecars> prepared = new HashMap<>();
  private final AdmissionController<Pod> controller =
      new AdmissionController<>((Mutator<Pod>) (pod, _) -> inject(pod));

  /** A SidecarSet in the framework's types. */
  private record Sidecars(
      PreparedSet set,
      List<Container> containers,
      List<Volume> volumes,
      List<LocalObjectReference> secrets) {}

  FrameworkPath(List<SidecarSetView> sets) {
    for (SidecarSetView view : sets) {
      PreparedSet set = PreparedSet.of(view, Optional.empty());
      index.put(view.name(), set.spec().selector());
      prepared.put(
          view.name(),
          new Sidecars(
              set,
              set.spec().containers().stream().map(this::container).toList(),
              read(set.spec().volumes(), Volume.class),
              read(set.spec().pullSecrets(), LocalObjectReference.class)));
    }
  }

  private Container container(SidecarContainer own) {
    Container plain = json.unmarshal(JsonText.canonical(own.container()), Container.class);
    EnvVar mark = new EnvVarBuilder().withName("IS_INJECTED").withValue("true").build();
    return new ContainerBuilder(plain).addToEnv(mark).build();
  }

  private <T> List<T> read(List<Json> documents, Class<T> type) {
    return documents.stream().map(d -> json.unmarshal(JsonText.canonical(d), type)).toList();
  }

  /** The answer to a review. */
  byte[] answer(byte[] review) {
    AdmissionReview asked = json.unmarshal(new ByteArrayInputStream(review), AdmissionReview.class);
    return json.asJson(controller.handle(asked)).getBytes(UTF_8);
  }

  private Pod inject(Pod pod) {
    List<String> names = new ArrayList<>(index.matching(pod.getMetadata().getLabels()));
    names.sort(null);
    List<Container> before = new ArrayList<>();
    List<Container> after = new ArrayList<>();
    List<Container> app = List.copyOf(pod.getSpec().getContainers());
    Map<String, Object> hashes = new TreeMap<>();
    Map<String, Object> withoutImages = new TreeMap<>();
    for (String name : names) {
      Sidecars sidecars = Objects.requireNonNull(prepared.get(name));
      for (int i = 0; i < sidecars.containers().size(); i++) {
        SidecarContainer own = sidecars.set().spec().containers().get(i);
        (own.before() ? before : after).add(added(own, sidecars.containers().get(i), app));
      }
      addVolumes(pod, sidecars.volumes());
      addSecrets(pod, sidecars.secrets());
      hashes.put(name, record(sidecars.set(), true));
      withoutImages.put(name, record(sidecars.set(), false));
    }
    before.addAll(app);
    before.addAll(after);
    pod.getSpec().setContainers(before);
    annotate(pod, names, hashes, withoutImages);
    return pod;
  }

  private static Container added(SidecarContainer own, Container container, List<Container> app) {
    ContainerBuilder builder = new ContainerBuilder(container);
    own.transfers()
        .forEach(
            transfer ->
                app.stream()
                    .filter(c -> c.getName().equals(transfer.container()))
                    .flatMap(c -> c.getEnv().stream())
                    .filter(variable -> transfer.names().contains(variable.getName()))
                    .forEach(builder::addToEnv));
    if (own.sharing().mounts()) {
      Set<String> paths = new HashSet<>();
      container.getVolumeMounts().forEach(mount -> paths.add(mount.getMountPath()));
      for (Container source : app) {
        for (VolumeMount mount : source.getVolumeMounts()) {
          if (paths.add(mount.getMountPath())) {
            builder.addToVolumeMounts(mount);
          }
        }
      }
    }
    return builder.build();
  }

  private static void addVolumes(Pod pod, List<Volume> volumes) {
    Set<String> names = new HashSet<>();
    pod.getSpec().getVolumes().forEach(volume -> names.add(volume.getName()));
    volumes.stream()
        .filter(volume -> names.add(volume.getName()))
        .forEach(pod.getSpec().getVolumes()::add);
  }

  private static void addSecrets(Pod pod, List<LocalObjectReference> secrets) {
    List<LocalObjectReference> own = pod.getSpec().getImagePullSecrets();
    secrets.stream().filter(secret -> !own.contains(secret)).forEach(own::add);
  }

  private static Map<String, Object> record(PreparedSet set, boolean whole) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("updateTimestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    record.put("hash", whole ? set.hash().all() : set.hash().withoutImage());
    record.put("sidecarSetName", set.name());
    record.put("sidecarList", set.sidecars());
    if (whole) {
      record.put("controllerRevision", set.revision());
    }
    return record;
  }

  private void annotate(
      Pod pod, List<String> names, Map<String, Object> hashes, Map<String, Object> withoutImages) {
    try {
      Map<String, String> annotations = pod.getMetadata().getAnnotations();
      annotations.put("kruise.io/sidecarset-hash", mapper.writeValueAsString(hashes));
      annotations.put(
          "kruise.io/sidecarset-hash-without-image", mapper.writeValueAsString(withoutImages));
      annotations.put("kruise.io/sidecarset-injected-list", String.join(",", names));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write maps of texts", e);
    }
  }
}

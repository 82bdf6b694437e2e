package io.windlass.manager.rollout;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.ResourceReader;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.RefusedWrites;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetKinds;
import io.windlass.core.sidecarset.SidecarSetSnapshot;
import io.windlass.core.sidecarset.SidecarSetSpec;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads from the cluster what a plan for one SidecarSet depends on. */
record SidecarSetReader(KubernetesClient client, Fabric8Http http) {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final ResourceKind KIND = SidecarSetKinds.SIDECAR_SET;

  // A manager keeps history in its own namespace, and without any there is nothing to distrust.
  private static final String ANY_HOME = "kube-system";

  static SidecarSetReader of(KubernetesClient client) {
    return new SidecarSetReader(client, Fabric8Http.of(client, READ_TIMEOUT));
  }

  SidecarSetSnapshot snapshot(String name) throws IOException {
    SidecarSetView set = set(name);
    Scope ofTheSet = new Scope("", SidecarSetKeys.OWNER + "=" + name);
    List<RevisionView> revisions =
        new ResourceReader<>(http, ViewType.revisions(), ofTheSet)
            .list().objects().stream().filter(revision -> isOf(revision, set)).toList();
    return new SidecarSetSnapshot(
        set,
        pods(set.filled()),
        revisions,
        new SidecarSetSnapshot.Place(home(set, revisions), canaries(name)),
        RefusedWrites.NONE,
        Instant.now());
  }

  /** The namespace of the manager: that in which the latest revision is. */
  private static String home(SidecarSetView set, List<RevisionView> revisions) {
    return revisions.stream()
        .filter(revision -> revision.name().equals(set.latestRevision()))
        .map(revision -> revision.meta().key().namespace())
        .findFirst()
        .orElse(ANY_HOME);
  }

  private Set<String> canaries(String base) throws IOException {
    return new ResourceReader<>(http, ViewType.sidecarSets(KIND), Scope.ALL)
        .list().objects().stream()
            .filter(other -> other.base().filter(base::equals).isPresent())
            .map(SidecarSetView::name)
            .collect(Collectors.toSet());
  }

  private SidecarSetView set(String name) throws IOException {
    String found = client.raw("/apis/%s/%s/%s".formatted(KIND.apiVersion(), KIND.plural(), name));
    if (found == null) {
      throw new CommandFailure(
          "there is no SidecarSet %s".formatted(name),
          "See what there is: kubectl get sidecarsets");
    }
    return ViewType.sidecarSets(KIND).decode(found.getBytes(StandardCharsets.UTF_8)).unpacked();
  }

  private static boolean isOf(RevisionView revision, SidecarSetView set) {
    return revision
        .meta()
        .controller()
        .filter(controller -> controller.uid().equals(set.uid()))
        .isPresent();
  }

  private List<PodView> pods(SidecarSetSpec spec) throws IOException {
    if (spec.selector().isEmpty()) {
      return List.of();
    }
    Map<String, Map<String, String>> labels = new HashMap<>();
    for (ObjectMeta namespace :
        new ResourceReader<>(http, ViewType.namespaces(), Scope.ALL).list().objects()) {
      labels.put(namespace.key().name(), namespace.labels());
    }
    Scope scope = new Scope("", spec.selector().text());
    return new ResourceReader<>(http, ViewType.pods(), scope)
        .list().objects().stream()
            .filter(
                pod ->
                    spec.namespaces()
                        .map(
                            selector ->
                                selector.matches(
                                    labels.getOrDefault(pod.key().namespace(), Map.of())))
                        .orElse(true))
            .sorted(Comparator.comparing(PodView::key))
            .toList();
  }
}

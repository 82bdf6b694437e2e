package io.windlass.manager.rollout;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.ResourceReader;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.model.Selector;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A CloneSet with what belongs to it, as it is in the cluster now.
 *
 * @param pods whose controller it is, by name
 * @param revisions whose controller it is, oldest first
 * @param claims whose controller it is
 */
public record Workload(
    CloneSetView cloneSet,
    List<PodView> pods,
    List<RevisionView> revisions,
    List<ClaimView> claims) {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  public Workload {
    pods = List.copyOf(pods);
    revisions = List.copyOf(revisions);
    claims = List.copyOf(claims);
  }

  /** Reads all of it. */
  public static Workload read(KubernetesClient client, WorkloadName name) throws IOException {
    CloneSetView cloneSet = readCloneSet(client, name);
    Selector selector =
        Selector.read(cloneSet.spec().object("selector"), "spec.selector", new ArrayList<>());
    Scope scope = new Scope(client.getNamespace(), selector.text());
    Fabric8Http http = Fabric8Http.of(client, READ_TIMEOUT);
    return new Workload(
        cloneSet,
        owned(new ResourceReader<>(http, ViewType.pods(), scope), cloneSet, PodView::meta).stream()
            .sorted(Comparator.comparing(PodView::name))
            .toList(),
        owned(new ResourceReader<>(http, ViewType.revisions(), scope), cloneSet, RevisionView::meta)
            .stream()
            .sorted(
                Comparator.comparingLong(RevisionView::number).thenComparing(RevisionView::name))
            .toList(),
        owned(
            new ResourceReader<>(
                http, ViewType.claims(), new Scope(client.getNamespace(), PodMarks.INSTANCE_ID)),
            cloneSet,
            ClaimView::meta));
  }

  /** Reads the CloneSet alone. */
  public static CloneSetView readCloneSet(KubernetesClient client, WorkloadName name)
      throws IOException {
    String path =
        "/apis/apps.kruise.io/v1alpha1/namespaces/%s/clonesets/%s"
            .formatted(client.getNamespace(), name.name());
    String found = client.raw(path);
    if (found == null) {
      throw new CommandFailure(
          "there is no CloneSet %s in namespace %s".formatted(name.name(), client.getNamespace()),
          "See what there is: kubectl get clone -A");
    }
    return decoded(found);
  }

  static CloneSetView decoded(String document) throws IOException {
    return ViewType.cloneSets().decode(document.getBytes(StandardCharsets.UTF_8)).unpacked();
  }

  private static <V> List<V> owned(
      ResourceReader<V> reader, CloneSetView owner, Function<V, ObjectMeta> meta)
      throws IOException {
    return reader.list().objects().stream()
        .filter(
            object ->
                meta.apply(object)
                    .controller()
                    .filter(controller -> controller.uid().equals(owner.uid()))
                    .isPresent())
        .toList();
  }

  /** The revision that pods are brought to. */
  public Optional<RevisionView> updateRevision() {
    return revision(cloneSet.status().text("updateRevision").orElse(""));
  }

  private Optional<RevisionView> revision(String name) {
    return revisions.stream().filter(revision -> revision.name().equals(name)).findFirst();
  }

  /** How many active pods are of a revision. */
  public long podsOf(RevisionView revision) {
    return pods.stream()
        .filter(PodView::isActive)
        .filter(pod -> RevisionLabels.names(pod, revision.name()))
        .count();
  }
}

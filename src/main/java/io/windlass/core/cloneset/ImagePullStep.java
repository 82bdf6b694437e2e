package io.windlass.core.cloneset;

import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.inplace.TemplateChange;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets nodes pull the images of a new revision before their pods are updated in place, a few nodes
 * at once. A node that has pulled keeps its finished pod, which is how it is known, until all have
 * pulled; then the revision is marked and the pods are deleted. Cost O(pods) where the feature is
 * on and a rollout goes on, else nothing.
 */
record ImagePullStep(Rollout rollout, PlanDraft draft) {
  private static final String DONE = "apps.kruise.io/pre-predownload-created";
  private static final String IGNORED = "apps.kruise.io/image-predownload-ignored";

  /** Fewer pods are not worth it. */
  private static final int FEWEST = 4;

  private static final Duration LATE = Duration.ofSeconds(30);

  void take() {
    if (!rollout.snapshot().features().isOn(Feature.PRE_DOWNLOAD_IMAGE)) {
      return;
    }
    List<PodView> pulls =
        rollout.snapshot().pods().stream()
            .filter(ImagePullPod::isOne)
            .filter(pod -> !pod.meta().isTerminating())
            .toList();
    Map<String, String> images = isWanted() ? images() : Map.of();
    String hash = RevisionLabels.hashOf(rollout.updateName());
    for (PodView pod : pulls) {
      if (images.isEmpty() || !pod.meta().label(ImagePullPod.LABEL).equals(hash)) {
        delete(pod);
      }
    }
    if (!images.isEmpty()) {
      pull(
          images,
          pulls.stream().filter(pod -> pod.meta().label(ImagePullPod.LABEL).equals(hash)).toList());
    }
  }

  private boolean isWanted() {
    RevisionView update = rollout.revisions().update();
    CloneSetSpec spec = rollout.spec();
    boolean allAtOnce =
        spec.partition() == 0
            && spec.update().maxUnavailable().roundedDown(spec.replicas()) >= spec.replicas();
    return !update.equals(rollout.revisions().current())
        && !update.meta().labels().containsKey(DONE)
        && !update.meta().labels().containsKey(IGNORED)
        && (spec.update().type() == UpdateType.IN_PLACE_IF_POSSIBLE
            || spec.update().type() == UpdateType.IN_PLACE_ONLY)
        && spec.replicas() >= FEWEST
        && !allAtOnce;
  }

  private Map<String, String> images() {
    TemplateChange change =
        TemplateChange.between(
            template(rollout.revisions().current()),
            template(rollout.revisions().update()),
            TemplateChange.Means.PLAIN);
    return change instanceof TemplateChange.InPlace inPlace ? inPlace.changes().images() : Map.of();
  }

  private static Json.Obj template(RevisionView revision) {
    return TemplateDocument.recorded(revision.data());
  }

  private void pull(Map<String, String> images, Collection<PodView> pulls) {
    Set<String> nodes = new TreeSet<>();
    int updatedReady = 0;
    for (PodView pod : rollout.pods()) {
      if (!rollout.isUpdated(pod) && !pod.nodeName().isEmpty()) {
        nodes.add(pod.nodeName());
      }
      boolean ready = rollout.availability().atOnce().isUpdateReady(pod);
      updatedReady += ready && rollout.isUpdated(pod) ? 1 : 0;
    }
    ImagePullOptions options =
        ImagePullOptions.of(rollout.cloneSet(), nodes.size(), rollout.spec().replicas());
    if (updatedReady < options.minUpdatedReady()) {
      draft.because("images", "PullLater", "not enough updated pods are ready");
      return;
    }
    Set<String> served = new HashSet<>();
    pulls.forEach(pod -> served.add(pod.nodeName()));
    nodes.removeAll(served);
    ImagePullPod blueprint =
        new ImagePullPod(rollout.cloneSet(), rollout.revisions().update(), images);
    nodes.removeIf(node -> rollout.outcomes().takenNames().contains(blueprint.nameOn(node)));
    long busy = pulls.stream().filter(pod -> isBusy(pod, options)).count();
    if (nodes.isEmpty() && busy == 0) {
      mark();
      return;
    }
    Optional<Refusal> refused = rollout.outcomes().refusedPull(rollout.snapshot().now());
    if (refused.isPresent()) {
      draft.lookAt(refused.get().retryAt());
      draft.because("images", "PullRefused", refused.get().message());
    } else {
      nodes.stream()
          .limit(Math.max(options.parallelism() - busy, 0))
          .forEach(node -> create(blueprint.on(node, options.timeout()), node));
    }
  }

  // The kubelet ends it in time, but the kubelet may be what is wrong.
  private boolean isBusy(PodView pod, ImagePullOptions options) {
    Instant end = pod.meta().createdAt().plus(options.timeout()).plus(LATE);
    boolean busy = !ImagePullPod.isDone(pod) && rollout.snapshot().now().isBefore(end);
    if (busy) {
      draft.lookAt(end);
    }
    return busy;
  }

  private void create(Action.Create create, String node) {
    draft.add(create);
    draft.add(CloneSetEvents.pulls(rollout.cloneSet(), create.target().key().name(), node));
    draft.because("images", "Pull", "node " + node + " pulls the images of the new revision");
  }

  private void mark() {
    RevisionView update = rollout.revisions().update();
    Json.Obj labels = Json.Obj.EMPTY.with("labels", Json.Obj.EMPTY.with(DONE, "true"));
    draft.add(
        new Action.Patch(
            new Action.Target(ResourceKind.CONTROLLER_REVISION, update.meta().key()),
            "",
            Action.PatchType.MERGE,
            Json.Obj.EMPTY.with("metadata", labels),
            new Action.Precondition(update.meta().uid(), update.meta().version())));
    draft.because("images", "Pulled", "every node has the images of the new revision");
  }

  private void delete(PodView pod) {
    draft.add(
        new Action.Delete(
            new Action.Target(ResourceKind.POD, pod.key()),
            new Action.Precondition(pod.uid(), 0),
            Optional.empty()));
    draft.because(pod.name(), "PullOver", "the images of its revision are not to be pulled");
  }
}

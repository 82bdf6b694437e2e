package io.windlass.controllers.sidecarset;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetRevisions;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.core.sidecarset.injection.Injection;
import io.windlass.core.sidecarset.injection.Injector;
import io.windlass.core.sidecarset.injection.Newcomer;
import io.windlass.core.sidecarset.injection.PreparedSet;
import io.windlass.runtime.memo.Memo;
import io.windlass.runtime.port.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers the creation of a pod: with the sidecars of all SidecarSets that select it, and a warning
 * for what it does not get. Thread-safe; cost O(SidecarSets that may match + the pod + what is
 * injected), and the preparation of a SidecarSet that has not been asked for lately.
 */
public final class PodAdmission implements Admission {
  private static final int REMEMBERED = 1_024;

  private final SidecarSetStores stores;
  private final Surroundings surroundings;
  private final Memo<Version, PreparedSet> prepared = Memo.ofEqual(REMEMBERED);

  public PodAdmission(SidecarSetStores stores, Surroundings surroundings) {
    this.stores = stores;
    this.surroundings = surroundings;
  }

  /**
   * What it needs beside the stores.
   *
   * @param excluded namespaces in which nothing is injected, whoever asks
   * @param lookUp asks the cluster for the labels of a namespace that is so new that nobody has
   *     told of it
   * @param sortsSidecars whether those of all SidecarSets together are ordered by their names
   */
  public record Surroundings(
      Set<String> excluded,
      Function<String, Optional<Map<String, String>>> lookUp,
      Ticker ticker,
      boolean sortsSidecars) {
    public Surroundings {
      excluded = Set.copyOf(excluded);
    }
  }

  /** What a prepared SidecarSet depends on; revision is the newest one's version, 0 for none. */
  private record Version(String uid, long version, long revision, String restored) {}

  @Override
  public AdmissionAnswer answer(AdmissionRequest request) {
    String namespace = request.key().namespace();
    if (request.operation() != Operation.CREATE || surroundings.excluded().contains(namespace)) {
      return AdmissionAnswer.ALLOWED;
    }
    Json.Obj pod = request.object();
    Optional<Map<String, String>> there = labelsOf(namespace);
    Newcomer newcomer =
        new Newcomer(
            pod,
            namespace,
            there,
            Newcomer.seed(namespace, pod, request.uid()),
            surroundings.ticker().now(),
            surroundings.sortsSidecars());
    return answer(pod, Injector.inject(newcomer, candidates(pod, namespace, there), this::pinned));
  }

  private static AdmissionAnswer answer(Json.Obj pod, Injection injection) {
    return switch (injection) {
      case Injection.Unchanged(List<String> warnings) -> AdmissionAnswer.ALLOWED.warning(warnings);
      case Injection.Injected(Json.Obj wanted, List<String> warnings) ->
          AdmissionAnswer.changing(pod, wanted).warning(warnings);
      case Injection.Refused(String because, List<String> _) -> AdmissionAnswer.forbidden(because);
    };
  }

  private List<PreparedSet> candidates(
      Json.Obj pod, String namespace, Optional<Map<String, String>> there) {
    Map<String, String> labels = new HashMap<>();
    pod.object("metadata", "labels")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> labels.put(key, text)));
    Map<String, String> around =
        there.orElseGet(() -> Map.of(SidecarSetKeys.NAMESPACE_NAME, namespace));
    List<PreparedSet> candidates = new ArrayList<>();
    for (String name : stores.index().matching(labels, around)) {
      stores
          .sidecarSets()
          .get(new ObjectKey("", name))
          .map(this::prepare)
          .ifPresent(candidates::add);
    }
    return candidates;
  }

  private PreparedSet prepare(SidecarSetView found) {
    Optional<RevisionView> newest =
        stores.revisions().ownedBy(found.uid()).stream()
            .max(Comparator.comparingLong(RevisionView::number));
    return prepared.answer(version(found, newest, ""), _ -> PreparedSet.of(found, newest));
  }

  private Optional<PreparedSet> pinned(PreparedSet now, Pinned pinned) {
    return SidecarSetRevisions.pinned(
            now.name(), pinned, stores.revisions().ownedBy(now.set().uid()))
        .map(
            older ->
                prepared.answer(
                    version(now.set(), Optional.of(older), older.name()), _ -> now.at(older)));
  }

  private static Version version(
      SidecarSetView set, Optional<RevisionView> revision, String restored) {
    long of = revision.map(found -> found.meta().version()).orElse(0L);
    return new Version(set.uid(), set.meta().version(), of, restored);
  }

  private Optional<Map<String, String>> labelsOf(String namespace) {
    return stores
        .namespaces()
        .get(new ObjectKey("", namespace))
        .map(ObjectMeta::labels)
        .or(() -> surroundings.lookUp().apply(namespace));
  }
}

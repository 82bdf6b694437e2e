package io.windlass.controllers.sidecarset;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.port.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers the creation of a pod: with the sidecars of all SidecarSets that select it, and a warning
 * for each that gives it none. Thread-safe; cost O(SidecarSets that may match + those that do).
 */
public record PodAdmission(SidecarSetStores stores, Surroundings surroundings, Injection injection)
    implements Admission {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  /**
   * What it needs beside the stores.
   *
   * @param excluded namespaces in which nothing is injected, whoever asks
   * @param lookUp asks the cluster for a namespace that is so new that nobody has told of it
   */
  public record Surroundings(
      Set<String> excluded, Function<String, Optional<ObjectMeta>> lookUp, Ticker ticker) {
    public Surroundings {
      excluded = Set.copyOf(excluded);
    }
  }

  @Override
  public AdmissionAnswer answer(AdmissionRequest request) {
    Json.Obj pod = request.object();
    String namespace = request.key().namespace();
    if (request.operation() != Operation.CREATE
        || surroundings.excluded().contains(namespace)
        || hasEnded(pod)) {
      return AdmissionAnswer.ALLOWED;
    }
    List<String> warnings = new ArrayList<>();
    List<Candidate> candidates = candidates(pod, namespace, warnings);
    return candidates.isEmpty()
        ? AdmissionAnswer.ALLOWED.warning(warnings)
        : injected(request, candidates, warnings);
  }

  private AdmissionAnswer injected(
      AdmissionRequest request, List<Candidate> candidates, List<String> warnings) {
    Injection.Moment moment =
        new Injection.Moment(surroundings.ticker().now(), request.uid().hashCode());
    return switch (injection.into(request.object(), candidates, moment)) {
      case Injection.Result.Injected(Json.Obj pod, List<String> more) -> {
        warnings.addAll(more);
        yield AdmissionAnswer.changing(request.object(), pod).warning(warnings);
      }
      case Injection.Result.Impossible(String because) -> AdmissionAnswer.forbidden(because);
    };
  }

  private static boolean hasEnded(Json.Obj pod) {
    return ENDED.contains(pod.text("status", "phase").orElse(""))
        || pod.text("metadata", "deletionTimestamp").isPresent();
  }

  private List<Candidate> candidates(Json.Obj pod, String namespace, List<String> warnings) {
    Map<String, String> labels = texts(pod.object("metadata", "labels"));
    Optional<Map<String, String>> there = labelsOf(namespace);
    List<Candidate> candidates = new ArrayList<>();
    for (String name : stores.index().matching(labels, there.orElse(Map.of()))) {
      stores
          .sidecarSets()
          .get(new ObjectKey("", name))
          .ifPresent(
              found ->
                  objection(found, there.isPresent())
                      .ifPresentOrElse(
                          why -> warnings.add("SidecarSet %s: %s".formatted(name, why)),
                          () -> candidates.add(new Candidate(found, revisions(found)))));
    }
    return candidates;
  }

  private static Optional<String> objection(SidecarSetView sidecarSet, boolean knowsNamespace) {
    if (isPaused(sidecarSet)) {
      return Optional.of("its injection is paused, so this pod gets none of it");
    }
    return !knowsNamespace && sidecarSet.filled().namespaces().isPresent()
        ? Optional.of("the labels of the namespace cannot be read, so this pod gets none of it")
        : Optional.empty();
  }

  private static boolean isPaused(SidecarSetView sidecarSet) {
    return sidecarSet.spec().unpacked().bool("injectionStrategy", "paused").orElse(false);
  }

  private List<RevisionView> revisions(SidecarSetView sidecarSet) {
    return sidecarSet.filled().injection().pinned().isPresent()
        ? stores.revisions().ownedBy(sidecarSet.uid())
        : List.of();
  }

  private Optional<Map<String, String>> labelsOf(String namespace) {
    return stores
        .namespaces()
        .get(new ObjectKey("", namespace))
        .or(() -> surroundings.lookUp().apply(namespace))
        .map(ObjectMeta::labels);
  }

  private static Map<String, String> texts(Json.Obj object) {
    Map<String, String> texts = new HashMap<>();
    object.fields().forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
    return texts;
  }
}

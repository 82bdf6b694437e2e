package io.windlass.benchmarks.injection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.controllers.adapter.admission.Endpoint;
import io.windlass.controllers.adapter.admission.Reviews;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.core.sidecarset.injection.Injection;
import io.windlass.core.sidecarset.injection.Injector;
import io.windlass.core.sidecarset.injection.Newcomer;
import io.windlass.core.sidecarset.injection.PreparedSet;
import io.windlass.runtime.store.SelectorIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhook of this project, without its HTTP server. */
final class OwnPath {
  private final SelectorIndex<String> index = new SelectorIndex<>();
  private final Map<String, PreparedSet> prepared = new HashMap<>();
  private final Endpoint endpoint = Reviews.admission(this::answer);

  OwnPath(List<SidecarSetView> sets) {
    for (SidecarSetView set : sets) {
      PreparedSet ready = PreparedSet.of(set, Optional.empty());
      index.put(set.name(), ready.spec().selector());
      prepared.put(set.name(), ready);
    }
  }

  /** The answer to a review. */
  byte[] answer(byte[] review) {
    Json.Obj document = (Json.Obj) JsonText.parse(new String(review, UTF_8));
    return JsonText.canonical(endpoint.answer().to(document)).getBytes(UTF_8);
  }

  private AdmissionAnswer answer(AdmissionRequest request) {
    Json.Obj pod = request.object();
    Map<String, String> labels = new HashMap<>();
    pod.object("metadata", "labels")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> labels.put(key, text)));
    List<PreparedSet> candidates = new ArrayList<>();
    for (String name : index.matching(labels)) {
      Optional.ofNullable(prepared.get(name)).ifPresent(candidates::add);
    }
    String namespace = request.key().namespace();
    Newcomer newcomer =
        new Newcomer(
            pod,
            namespace,
            Optional.of(Map.of()),
            Newcomer.seed(namespace, pod, request.uid()),
            Instant.now(),
            false);
    return switch (Injector.inject(newcomer, candidates, (_, _) -> Optional.empty())) {
      case Injection.Injected(Json.Obj wanted, List<String> warnings) ->
          AdmissionAnswer.changing(pod, wanted).warning(warnings);
      case Injection.Unchanged(List<String> warnings) -> AdmissionAnswer.ALLOWED.warning(warnings);
      case Injection.Refused(String because, List<String> _) -> AdmissionAnswer.forbidden(because);
    };
  }
}

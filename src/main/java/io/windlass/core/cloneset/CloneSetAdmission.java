package io.windlass.core.cloneset;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.admission.OlderForm;
import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.core.version.TwoVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the webhooks say to CloneSets of either version. Decides on the older form, which says
 * everything, and answers in the form and in the words of the user. Stateless.
 */
public record CloneSetAdmission(Features features, Surroundings surroundings) {
  private static final TwoVersions VERSIONS = CloneSetVersions.ALL;
  private static final OlderForm OLDER = new OlderForm(VERSIONS, "CloneSet");

  /** Fills in defaults. */
  public AdmissionAnswer mutate(AdmissionRequest request) {
    return OLDER.answer(request, (object, before) -> filled(request, object, before));
  }

  private AdmissionAnswer filled(
      AdmissionRequest request, Json.Obj object, Optional<Json.Obj> before) {
    Json.Obj filled = new CloneSetFilling(features).fill(object, before);
    Json.Obj wanted =
        VERSIONS.convert(filled, request.object().text("apiVersion").orElse("")).orElseThrow();
    return object.equals(filled)
        ? AdmissionAnswer.ALLOWED
        : AdmissionAnswer.changing(request.object(), wanted);
  }

  /** Refuses what cannot be obeyed, with all its faults. */
  public AdmissionAnswer validate(AdmissionRequest request) {
    return request.operation() == Operation.DELETE
        ? OLDER.of(request.oldObject()).map(this::delete).orElse(AdmissionAnswer.ALLOWED)
        : OLDER.answer(request, (object, before) -> judge(request, object, before));
  }

  private AdmissionAnswer judge(
      AdmissionRequest request, Json.Obj object, Optional<Json.Obj> before) {
    if (before.map(old -> isSame(old, object)).orElse(false)) {
      return AdmissionAnswer.ALLOWED;
    }
    List<Violation> found = new ArrayList<>(CloneSetValidator.violations(view(request, object)));
    found.addAll(CloneSetChangeRules.violations(object, before));
    found.addAll(new PodsToDeleteRules(surroundings).violations(request.key(), object, before));
    if (found.isEmpty()
        && before.map(old -> !template(old).equals(template(object))).orElse(true)) {
      found.addAll(new TemplateProbe(surroundings).violations(request.key(), object));
    }
    List<Violation> told = new ArrayList<>(told(request, found));
    told.addAll(ImagePullRules.violations(request.object()));
    return told.isEmpty() ? AdmissionAnswer.ALLOWED : AdmissionAnswer.invalid(told);
  }

  private static List<Violation> told(AdmissionRequest request, List<Violation> found) {
    List<Violation> told = VERSIONS.inWordsOf(request.userVersion(), found);
    Optional<Json.Obj> hub = VERSIONS.convert(request.object(), VERSIONS.hub());
    return request.userVersion().equals(VERSIONS.hub()) && hub.isPresent()
        ? told.stream().map(each -> UpdateTypeMapping.inHubWords(each, hub.get())).toList()
        : told;
  }

  // What was let in once may be labelled and left by its finalizers, whatever the rules are now.
  private static boolean isSame(Json.Obj before, Json.Obj now) {
    return before.at("spec").equals(now.at("spec"))
        && before.object("metadata", "labels").equals(now.object("metadata", "labels"));
  }

  private static Json.Obj template(Json.Obj object) {
    return object.object("spec", "template");
  }

  private AdmissionAnswer delete(Json.Obj object) {
    if (!features.isOn(Feature.RESOURCES_DELETION_PROTECTION)) {
      return AdmissionAnswer.ALLOWED;
    }
    return DeletionProtection.refusal(object)
        .<AdmissionAnswer>map(AdmissionAnswer::forbidden)
        .orElse(AdmissionAnswer.ALLOWED);
  }

  private static CloneSetView view(AdmissionRequest request, Json.Obj object) {
    return new CloneSetView(
        OlderForm.meta(request, object), object.object("spec"), object.object("status"));
  }
}

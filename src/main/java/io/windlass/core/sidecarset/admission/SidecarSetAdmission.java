package io.windlass.core.sidecarset.admission;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.OlderForm;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.SidecarSetFilling;
import io.windlass.core.sidecarset.SidecarSetSpec;
import io.windlass.core.sidecarset.SidecarSetValidator;
import io.windlass.core.sidecarset.SidecarSetVersions;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the webhooks say to SidecarSets of either version. Decides on the older form, which says
 * everything, and answers in the form and in the words of the user. Stateless.
 */
public record SidecarSetAdmission(Features features, Neighbourhood neighbourhood) {
  private static final OlderForm OLDER = new OlderForm(SidecarSetVersions.ALL, "SidecarSet");

  /** Fills in defaults and writes the hashes. */
  public AdmissionAnswer mutate(AdmissionRequest request) {
    return OLDER.answer(request, (_, _) -> filled(request));
  }

  private static AdmissionAnswer filled(AdmissionRequest request) {
    Json.Obj filled =
        SidecarSetFilling.fill(
            request.object(),
            Optional.of(request.oldObject()).filter(old -> !old.fields().isEmpty()));
    return filled.equals(request.object())
        ? AdmissionAnswer.ALLOWED
        : AdmissionAnswer.changing(request.object(), filled);
  }

  /** Refuses what cannot be obeyed, with all its faults. */
  public AdmissionAnswer validate(AdmissionRequest request) {
    return OLDER.answer(request, (object, before) -> judge(request, object, before));
  }

  private AdmissionAnswer judge(
      AdmissionRequest request, Json.Obj object, Optional<Json.Obj> before) {
    if (before.map(old -> isSame(old, object)).orElse(false)) {
      return AdmissionAnswer.ALLOWED;
    }
    SidecarSetView set = view(request, object);
    List<Violation> found = new ArrayList<>(SidecarSetValidator.violations(set.name(), set.spec()));
    before.ifPresent(old -> found.addAll(ChangeRules.violations(set.spec(), old.object("spec"))));
    found.addAll(CanaryRules.violations(set, before.map(old -> view(request, old)), neighbourhood));
    found.addAll(pinned(set));
    found.addAll(customVersion(request.object()));
    found.addAll(whitelist().violations(set.meta().labels(), set.spec().items("patchPodMetadata")));
    found.addAll(ConflictRules.violations(set, neighbourhood.near(Claims.of(set.filled()))));
    if (found.isEmpty() && before.map(old -> !sameContainers(old, object)).orElse(true)) {
      found.addAll(new PodProbe(neighbourhood).violations(set.filled()));
    }
    return found.isEmpty()
        ? AdmissionAnswer.ALLOWED
        : AdmissionAnswer.invalid(SidecarSetVersions.ALL.inWordsOf(request.userVersion(), found));
  }

  // What was let in once may be labelled and left by its finalizers, whatever the rules are now.
  private static boolean isSame(Json.Obj before, Json.Obj now) {
    return before.at("spec").equals(now.at("spec"))
        && before.object("metadata", "labels").equals(now.object("metadata", "labels"))
        && before.object("metadata", "annotations").equals(now.object("metadata", "annotations"));
  }

  private static boolean sameContainers(Json.Obj before, Json.Obj now) {
    return List.of("containers", "initContainers", "volumes").stream()
        .allMatch(field -> before.at("spec", field).equals(now.at("spec", field)));
  }

  private MetadataWhitelist whitelist() {
    return new MetadataWhitelist(
        neighbourhood.allowedAnnotations(),
        features.isOn(Feature.PATCH_POD_METADATA_DEFAULTS_ALLOWED));
  }

  private List<Violation> pinned(SidecarSetView set) {
    Optional<SidecarSetSpec.Pinned> pinned = set.filled().injection().pinned();
    return pinned.isEmpty() || neighbourhood.hasRevision(set.name(), pinned.get())
        ? List.of()
        : List.of(
            new Violation(
                "spec.injectionStrategy.revision",
                "there is no ControllerRevision of %s with %s"
                    .formatted(set.name(), pinned.get().text())));
  }

  // It becomes a label of the revision, by which it is found later.
  private static List<Violation> customVersion(Json.Obj object) {
    return object
        .text("spec", "customVersion")
        .filter(version -> !NameSyntax.isLabelValue(version))
        .map(
            version ->
                new Violation(
                    "spec.customVersion",
                    "\"%s\" is not at most 63 letters, digits and inner '-', '_' and '.'"
                        .formatted(version)))
        .stream()
        .toList();
  }

  private static SidecarSetView view(AdmissionRequest request, Json.Obj object) {
    return new SidecarSetView(
        OlderForm.meta(request, object), object.object("spec"), object.object("status"));
  }
}

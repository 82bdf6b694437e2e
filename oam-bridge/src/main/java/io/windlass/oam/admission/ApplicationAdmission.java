package io.windlass.oam.admission;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.oam.admission.NeededRights.Needed;
import io.windlass.oam.document.Problem;
import io.windlass.oam.translate.Inputs;
import io.windlass.oam.translate.Translation;
import io.windlass.oam.translate.Translator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges ApplicationConfigurations by translating them, so that nothing is accepted that cannot be
 * obeyed. A component that is not there yet is only pointed out: it may come in the same file.
 */
public record ApplicationAdmission(OamSurroundings surroundings) implements Admission {
  private static final String NOT_THERE_YET = "ComponentNotFound";

  @Override
  public AdmissionAnswer answer(AdmissionRequest request) {
    if (Unchanged.isSo(request)) {
      return AdmissionAnswer.ALLOWED;
    }
    Json.Obj application = Placed.in(request);
    Inputs inputs = surroundings.inputs(application);
    Translation translation = Translator.translate(inputs);
    String document = "ApplicationConfiguration " + request.key().name();
    List<Violation> faults = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Problem problem : translation.problems()) {
      if (problem.refuses() && !problem.reason().equals(NOT_THERE_YET)) {
        faults.add(Verdicts.violation(problem, document));
      } else {
        warnings.add(problem.path() + ": " + problem.message());
      }
    }
    faults.addAll(forbidden(request, translation, inputs));
    return Verdicts.of(faults, warnings);
  }

  private List<Violation> forbidden(
      AdmissionRequest request, Translation translation, Inputs inputs) {
    NeededRights rights =
        new NeededRights(translation.application(), inputs.place().catalogue(), surroundings);
    Map<Right, Boolean> asked = new HashMap<>();
    List<Violation> violations = new ArrayList<>();
    for (Needed needed : rights.all()) {
      boolean may =
          asked.computeIfAbsent(needed.right(), right -> surroundings.may(request.user(), right));
      if (!may) {
        violations.add(
            new Violation(
                needed.at().text(),
                "%s may not %s, so the bridge must not for it"
                    .formatted(Verdicts.name(request), needed.right())));
      }
    }
    return violations;
  }
}

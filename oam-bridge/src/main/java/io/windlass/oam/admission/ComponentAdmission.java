package io.windlass.oam.admission;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.oam.document.Problem;
import io.windlass.oam.model.Kind;
import io.windlass.oam.translate.Inputs;
import io.windlass.oam.translate.Translation;
import io.windlass.oam.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges ComponentSchematics and Components by translating an application that has nothing but one
 * of them; of what is wrong then, what stands in the component is its developer's.
 */
public record ComponentAdmission(OamSurroundings surroundings) implements Admission {
  private static final String SCHEMATIC = "ComponentSchematic";

  @Override
  public AdmissionAnswer answer(AdmissionRequest request) {
    if (Unchanged.isSo(request)) {
      return AdmissionAnswer.ALLOWED;
    }
    Json.Obj component = Placed.in(request);
    String name = request.key().name();
    Inputs.Place place = surroundings.place();
    Json.Obj application = TryOut.application(component);
    Translation translation =
        Translator.translate(new Inputs(application, Map.of(name, component), Map.of(), place));
    String document = component.text("kind").orElse(SCHEMATIC) + " " + name;
    List<Violation> faults = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Problem problem : translation.problems()) {
      if (!problem.document().equals(document)) {
        continue;
      }
      if (problem.refuses()) {
        faults.add(Verdicts.violation(problem, document));
      } else {
        warnings.add(problem.path() + ": " + problem.message());
      }
    }
    forbidden(request, new NeededRights(translation.application(), place.catalogue(), surroundings))
        .ifPresent(faults::add);
    return Verdicts.of(faults, warnings);
  }

  // An application that runs it follows each change of it without its operator being asked again.
  private Optional<Violation> forbidden(AdmissionRequest request, NeededRights rights) {
    Kind kind = Kind.of(request.object().object("spec", "workload"));
    if (kind.kind().isEmpty() || kind.group().equals("core.oam.dev")) {
      return Optional.empty();
    }
    Right right = rights.workload(kind);
    return right.verb().equals(Right.USE) || surroundings.may(request.user(), right)
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "spec.workload",
                "%s may not %s, and the catalogue has no workload type for it"
                    .formatted(Verdicts.name(request), right)));
  }
}

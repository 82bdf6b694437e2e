package io.windlass.oam.admission;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.model.Violation;
import io.windlass.oam.document.Problem;
import java.util.List;

/** Answers out of problems. */
final class Verdicts {
  private Verdicts() {}

  /** A problem as a fault of the document under review; one of another document names it. */
  static Violation violation(Problem problem, String document) {
    return problem.document().equals(document)
        ? new Violation(problem.path(), problem.message())
        : new Violation(problem.document() + " " + problem.path(), problem.message());
  }

  /** Who asks, as messages call it. */
  static String name(AdmissionRequest request) {
    return "user \"%s\"".formatted(request.user().text("username").orElse(""));
  }

  static AdmissionAnswer of(List<Violation> faults, List<String> warnings) {
    return faults.isEmpty()
        ? AdmissionAnswer.ALLOWED.warning(warnings)
        : AdmissionAnswer.invalid(faults);
  }

  /** The answer that the problems of one document are. */
  static AdmissionAnswer of(List<Problem> problems, String document) {
    List<Violation> faults =
        problems.stream()
            .filter(Problem::refuses)
            .map(problem -> violation(problem, document))
            .toList();
    List<String> warnings =
        problems.stream()
            .filter(problem -> !problem.refuses())
            .map(problem -> problem.path() + ": " + problem.message())
            .toList();
    return of(faults, warnings);
  }
}

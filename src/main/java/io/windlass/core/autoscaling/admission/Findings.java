package io.windlass.core.autoscaling.admission;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionAnswer.Allowed;
import io.windlass.core.admission.AdmissionAnswer.Refused;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.Finding.Answer;
import io.windlass.core.model.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Findings as an answer: all refusals in one message, each with code, path and what to do. */
final class Findings {
  private static final String NOT_PERMITTED = "TPA055";

  private Findings() {}

  static AdmissionAnswer answer(List<Finding> found) {
    List<Finding> sorted =
        found.stream().distinct().sorted(Comparator.comparing(Finding::code)).toList();
    List<Finding> faults = sorted.stream().filter(Finding::rejects).toList();
    List<String> warnings =
        sorted.stream().filter(it -> it.answer() == Answer.WARN).map(Finding::toString).toList();
    return faults.isEmpty() ? new Allowed(List.of()).warning(warnings) : refused(faults, warnings);
  }

  private static Refused refused(List<Finding> faults, List<String> warnings) {
    boolean forbidden = faults.stream().anyMatch(it -> it.code().equals(NOT_PERMITTED));
    return new Refused(
        forbidden ? 403 : 422,
        forbidden ? "Forbidden" : "Invalid",
        faults.stream().map(Finding::toString).collect(Collectors.joining("; ")),
        faults.stream()
            .map(it -> new Violation(it.field(), it.code() + ": " + it.message()))
            .toList(),
        warnings);
  }
}

package io.windlass.devcluster.pod;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which part of which log is asked for.
 *
 * @param container empty if the pod has but one
 * @param previous the run before this one
 */
public record LogOptions(
    String container, boolean follow, boolean previous, boolean timestamps, Part part) {
  /** What is cut out of the log. */
  record Part(
      Optional<Long> tailLines,
      Optional<Long> limitBytes,
      Optional<Long> sinceSeconds,
      Optional<Instant> sinceTime) {}

  /** Reads a query; a 400 for what is no number or time, a 422 for what cannot be. */
  public static LogOptions of(String pod, UnaryOperator<String> query, Predicate<String> isSet) {
    Part part =
        new Part(
            number(query.apply("tailLines")),
            number(query.apply("limitBytes")),
            number(query.apply("sinceSeconds")),
            time(query.apply("sinceTime")));
    check(pod, part, query.apply("stream"));
    return new LogOptions(
        query.apply("container"),
        isSet.test("follow"),
        isSet.test("previous"),
        isSet.test("timestamps"),
        part);
  }

  private static void check(String pod, Part part, String stream) {
    List<Cause> causes = new ArrayList<>();
    part.tailLines()
        .filter(n -> n < 0)
        .ifPresent(n -> causes.add(invalid("tailLines", n, "greater than or equal to 0")));
    part.limitBytes()
        .filter(n -> n < 1)
        .ifPresent(n -> causes.add(invalid("limitBytes", n, "greater than 0")));
    if (part.sinceSeconds().isPresent() && part.sinceTime().isPresent()) {
      causes.add(
          new Cause(
              "FieldValueForbidden",
              "Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified",
              "[]"));
    } else {
      part.sinceSeconds()
          .filter(n -> n < 1)
          .ifPresent(n -> causes.add(invalid("sinceSeconds", n, "greater than 0")));
    }
    if (!stream.isEmpty()) {
      causes.add(new Cause("FieldValueForbidden", "Forbidden: may not be specified", "stream"));
    }
    if (!causes.isEmpty()) {
      throw refusal(pod, causes);
    }
  }

  private static ApiException refusal(String pod, List<Cause> causes) {
    List<String> texts = causes.stream().map(c -> c.field() + ": " + c.message()).toList();
    String all = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    return new ApiException(
        422,
        "Invalid",
        "PodLogOptions \"%s\" is invalid: %s".formatted(pod, all),
        new Subject("", "PodLogOptions", pod),
        causes);
  }

  private static Cause invalid(String field, long value, String bound) {
    return new Cause(
        "FieldValueInvalid", "Invalid value: %d: must be %s".formatted(value, bound), field);
  }

  private static Optional<Long> number(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw ApiException.badRequest(
          "parsing time \"%s\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"%s\" as \"2006\""
              .formatted(text, text));
    }
  }
}

package io.windlass.devcluster.read;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a list or watch asks for beside its selectors.
 *
 * @param watch whether it is a watch
 * @param limit the size of a page; 0 or less for everything
 * @param token names the place to go on at; empty for the beginning
 * @param resourceVersion empty if left open
 * @param match {@code Exact}, {@code NotOlderThan} or empty
 * @param sendInitialEvents empty if left open
 * @param timeoutSeconds 0 or less if left open
 */
public record ListOptions(
    boolean watch,
    long limit,
    String token,
    String resourceVersion,
    String match,
    Optional<Boolean> sendInitialEvents,
    long timeoutSeconds) {
  private static final String EXACT = "Exact";
  private static final String NOT_OLDER = "NotOlderThan";
  private static final String MATCH = "resourceVersionMatch";

  /** Reads a query; a 400 for numbers that are none. */
  public static ListOptions of(UnaryOperator<String> query, boolean watch) {
    return new ListOptions(
        watch,
        number(query.apply("limit")),
        query.apply("continue"),
        query.apply("resourceVersion"),
        query.apply(MATCH),
        yesOrNo(query.apply("sendInitialEvents")),
        number(query.apply("timeoutSeconds")));
  }

  /** A 422 with every combination that must not be; {@code this} otherwise. */
  public ListOptions checked() {
    List<Cause> faults = watch ? watchFaults() : listFaults();
    if (faults.isEmpty()) {
      return this;
    }
    List<String> texts = faults.stream().map(f -> f.field() + ": " + f.message()).toList();
    String all = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    throw new ApiException(
        422,
        "Invalid",
        "ListOptions.meta.k8s.io \"\" is invalid: " + all,
        new Subject("meta.k8s.io", "ListOptions", ""),
        faults);
  }

  /** Whether the list is to be exactly as it was at the version. */
  boolean isExact() {
    boolean stated = !resourceVersion.isEmpty() && !resourceVersion.equals("0");
    return stated && (match.equals(EXACT) || (match.isEmpty() && limit > 0));
  }

  /**
   * The size of the page, 0 for everything: a limit means nothing to a list that any version will
   * do for.
   */
  int pageSize() {
    boolean any = resourceVersion.equals("0") && token.isEmpty();
    return any || limit <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, limit);
  }

  /** The version stated, 0 if there is none; a 500, as the API server's, if it is no number. */
  public long version() {
    return versionOf(resourceVersion);
  }

  /** A {@code resourceVersion} as a number. */
  public static long versionOf(String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      String why =
          "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
              .formatted(text, text);
      throw new ApiException(500, "", why, Subject.NONE, List.of());
    }
  }

  private List<Cause> listFaults() {
    List<Cause> faults = new ArrayList<>();
    if (!match.isEmpty()) {
      if (resourceVersion.isEmpty()) {
        faults.add(
            forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided"));
      }
      addContinueFault(faults);
      if (!match.equals(EXACT) && !match.equals(NOT_OLDER)) {
        faults.add(unsupported("\"Exact\", \"NotOlderThan\", \"\""));
      }
      if (match.equals(EXACT) && resourceVersion.equals("0")) {
        faults.add(
            forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
      }
    }
    if (sendInitialEvents.isPresent()) {
      String why = "Forbidden: sendInitialEvents is forbidden for list";
      faults.add(new Cause("FieldValueForbidden", why, "sendInitialEvents"));
    }
    return faults;
  }

  private List<Cause> watchFaults() {
    List<Cause> faults = new ArrayList<>();
    if (sendInitialEvents.isPresent() && !match.equals(NOT_OLDER)) {
      faults.add(
          forbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (!match.isEmpty()) {
      if (sendInitialEvents.isEmpty()) {
        faults.add(
            forbidden(
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
      }
      if (!match.equals(NOT_OLDER)) {
        faults.add(unsupported("\"NotOlderThan\""));
      }
    }
    // Whoever watches from the beginning has asked for it, and for NotOlderThan, without a word.
    boolean fromTheBeginning = resourceVersion.isEmpty() || resourceVersion.equals("0");
    if (!match.isEmpty() || (sendInitialEvents.isEmpty() && fromTheBeginning)) {
      addContinueFault(faults);
    }
    return faults;
  }

  private void addContinueFault(List<Cause> faults) {
    if (!token.isEmpty()) {
      faults.add(forbidden("resourceVersionMatch is forbidden when continue is provided"));
    }
  }

  /** Whether the value of a parameter says yes: all but {@code 0} and {@code false} do. */
  public static boolean isYes(String text) {
    return !text.equals("0") && !text.equalsIgnoreCase("false");
  }

  private static Cause forbidden(String why) {
    return new Cause("FieldValueForbidden", "Forbidden: " + why, MATCH);
  }

  private Cause unsupported(String supported) {
    String why = "Unsupported value: \"%s\": supported values: %s".formatted(match, supported);
    return new Cause("FieldValueNotSupported", why, MATCH);
  }

  private static long number(String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  private static Optional<Boolean> yesOrNo(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(isYes(text));
  }
}

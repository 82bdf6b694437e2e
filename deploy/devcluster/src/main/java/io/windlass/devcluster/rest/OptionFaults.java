package io.windlass.devcluster.rest;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import java.util.List;

/** The 422 of options that a verb does not have. Stateless. */
public final class OptionFaults {
  private OptionFaults() {}

  /**
   * A refusal of one option.
   *
   * @param kind for example {@code CreateOptions}
   */
  public static ApiException invalid(String kind, Cause cause) {
    return new ApiException(
        422,
        "Invalid",
        "%s.meta.k8s.io \"\" is invalid: %s: %s".formatted(kind, cause.field(), cause.message()),
        new Subject("meta.k8s.io", kind, ""),
        List.of(cause));
  }
}

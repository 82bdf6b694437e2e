package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;

/** Numbers of queries. Stateless. */
final class Numbers {
  private Numbers() {}

  /** A number; a 400 in Go's words if it is none. */
  static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }
}

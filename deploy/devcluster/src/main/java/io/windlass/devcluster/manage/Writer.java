package io.windlass.devcluster.manage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who writes, and when.
 *
 * @param manager the name that the request gives, or the first part of its user agent
 * @param subresource empty for the object itself
 */
public record Writer(String manager, String subresource, Instant now) {
  String time() {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

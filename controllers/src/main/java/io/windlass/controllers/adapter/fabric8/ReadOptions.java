package io.windlass.controllers.adapter.fabric8;

import io.windlass.runtime.port.RuntimeMetrics;

/**
 * How a type is read.
 *
 * @param encoding for types that are read from either; all others are read as JSON
 * @param streamsLists whether to ask for a list as the beginning of a watch (KEP-3157), where the
 *     server offers that; else lists are paged
 */
public record ReadOptions(WantedEncoding encoding, boolean streamsLists, RuntimeMetrics metrics) {
  /** The better encoding that there is, lists as pages, no figures. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(WantedEncoding.AUTO, false, RuntimeMetrics.NONE);
}

package io.windlass.oam.catalogue;

import io.windlass.oam.model.Characteristics;
import io.windlass.oam.model.Kind;

/**
 * What the catalogue says of a workload type.
 *
 * @param name the word that typed components use, or the name of a definition
 * @param podSpecPath where its pod template's spec is, empty if it has none
 */
public record WorkloadEntry(
    String name, Kind kind, Characteristics characteristics, String podSpecPath) {}

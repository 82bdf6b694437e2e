package io.windlass.oam.model;

import java.util.Optional;

/**
 * A place for files in a container.
 *
 * @param shared whether all copies see the same one
 * @param ephemeral whether it ends with its pod
 * @param size a quantity, empty if the author did not care
 */
public record Volume(
    String name,
    String mountPath,
    boolean readOnly,
    boolean shared,
    boolean ephemeral,
    Optional<String> size) {}

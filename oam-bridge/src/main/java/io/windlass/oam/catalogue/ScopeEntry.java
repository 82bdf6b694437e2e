package io.windlass.oam.catalogue;

/**
 * What the catalogue says of a scope.
 *
 * @param type the full name of its kind
 * @param overlap whether a component may be in several of this type
 * @param workloadRefsPath where members are listed, empty for nowhere
 */
public record ScopeEntry(String name, String type, boolean overlap, String workloadRefsPath) {}

package io.windlass.oam.model;

import io.windlass.oam.document.Node;

/**
 * A scope that an instance joins.
 *
 * @param type the full name of its kind; empty if only its name is known
 */
public record ScopeUse(String type, String name, Node at) {}

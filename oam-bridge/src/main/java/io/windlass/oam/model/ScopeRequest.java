package io.windlass.oam.model;

import io.windlass.oam.document.Node;

/** A scope that an application of the first generation declares. */
public record ScopeRequest(String name, String type, Node properties) {}

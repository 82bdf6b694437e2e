package io.windlass.house.planted.core.alpha;

/** Breaks no rule: what others break rules with. */
public record Alpha(String name) {}

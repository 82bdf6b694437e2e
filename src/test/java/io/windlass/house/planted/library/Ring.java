package io.windlass.house.planted.library;

/** A class of a library. */
public record Ring(int size) {}

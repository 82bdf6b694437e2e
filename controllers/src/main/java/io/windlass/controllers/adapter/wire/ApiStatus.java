package io.windlass.controllers.adapter.wire;

/**
 * What an API server says of a failure, from its {@code Status}.
 *
 * @param code as of HTTP, 0 where none is said
 * @param message its words, empty where none are said
 */
public record ApiStatus(int code, String message) {}

package io.windlass.controllers.adapter.wire;

/**
 * What a page of a list says of itself.
 *
 * @param version of the snapshot that the list is of
 * @param next what to ask for the next page with, empty on the last one
 */
public record ListPage(long version, String next) {}

package io.windlass.oam.model;

/**
 * A port that a container answers on.
 *
 * @param protocol TCP, UDP or SCTP
 */
public record Port(String name, int number, String protocol) {}

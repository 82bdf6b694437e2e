package io.windlass.controllers.adapter.fabric8;

/**
 * Which objects of a type are read.
 *
 * @param namespace empty for all
 * @param labelSelector as in a query, empty for all
 */
public record Scope(String namespace, String labelSelector) {
  /** Every object of every namespace. */
  public static final Scope ALL = new Scope("", "");
}

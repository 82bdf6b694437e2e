package io.windlass.oam.admission;

/**
 * Something that somebody may do or not.
 *
 * @param resource plural
 * @param name of one object, empty for any
 */
public record Right(String verb, String group, String resource, String namespace, String name) {
  /** The verb for what may be attached without being changed. */
  public static final String USE = "use";

  private static final String GROUP = "core.oam.dev";

  /** To attach an entry of the catalogue to an application. */
  static Right use(String resource, String namespace, String name) {
    return new Right(USE, GROUP, resource, namespace, name);
  }

  /** To create objects of a kind. */
  static Right create(String group, String resource, String namespace) {
    return new Right("create", group, resource, namespace, "");
  }

  /** As a sentence names it. */
  @Override
  public String toString() {
    String what = group.isEmpty() ? resource : resource + "." + group;
    return "%s %s%s".formatted(verb, what, name.isEmpty() ? "" : " \"" + name + "\"");
  }
}

package io.windlass.oam.render;

import io.windlass.core.history.RevisionHash;
import io.windlass.core.model.NameSyntax;

/** Names of what is made for an instance: readable, and short enough with a hash at the end. */
public final class Names {
  private static final int LONGEST = 63;

  private Names() {}

  /** {@code web-ingress}; a name that gets too long ends with its hash. */
  public static String of(String instance, String... parts) {
    return fit(instance + "-" + String.join("-", parts));
  }

  /** A hash of eight to ten letters and digits. */
  public static String hash(String text) {
    return RevisionHash.of(text, 0);
  }

  /** The value of a label; a text that is none is told by its hash. */
  public static String labelValue(String text) {
    return NameSyntax.isLabelValue(text) ? text : fit(text.replaceAll("[^-A-Za-z0-9_.]", "-"));
  }

  private static String fit(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    String hash = hash(name);
    String head = name.substring(0, LONGEST - 1 - hash.length());
    return head.replaceAll("[-.]+$", "") + "-" + hash;
  }
}

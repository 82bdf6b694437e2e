package io.windlass.core.model;

/**
 * Names one object of a known kind.
 *
 * @param namespace empty for cluster-scoped objects, never null
 * @param name the object's name, not empty
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
  /** A key is always whole: {@link IllegalArgumentException} for an empty name. */
  public ObjectKey {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "an object key needs a name (namespace '" + namespace + "')");
    }
  }

  @Override
  public int compareTo(ObjectKey other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}

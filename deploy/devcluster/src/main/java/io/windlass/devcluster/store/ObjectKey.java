package io.windlass.devcluster.store;

/**
 * Where an object lives within its type; the namespace is empty for cluster-scoped types. Keys are
 * in the order of {@code namespace/name}, in which {@code a-b/x} comes before {@code a/x}.
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
  @Override
  public int compareTo(ObjectKey other) {
    int byNamespace = compareNamespaces(namespace, other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** Before every object of a namespace. */
  static ObjectKey first(String namespace) {
    return new ObjectKey(namespace, "");
  }

  /** After every object of a namespace. */
  static ObjectKey last(String namespace) {
    return new ObjectKey(namespace, "\uffff");
  }

  private static int compareNamespaces(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return a.charAt(i) - b.charAt(i);
      }
    }
    if (a.length() == b.length()) {
      return 0;
    }
    return a.length() > common ? a.charAt(common) - '/' : '/' - b.charAt(common);
  }
}

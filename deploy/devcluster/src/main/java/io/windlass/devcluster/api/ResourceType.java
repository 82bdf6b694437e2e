package io.windlass.devcluster.api;

import java.util.List;
import java.util.Set;

/**
 * One served type, built in or from a CustomResourceDefinition.
 *
 * @param group empty for the core group
 * @param version for example {@code v1}
 * @param names kind, plural and the other names
 * @param namespaced whether objects live in a namespace
 * @param verbs what may be asked of the main resource, as discovery lists them
 * @param subresources for example {@code status}, {@code scale}, {@code binding}
 */
public record ResourceType(
    String group,
    String version,
    Names names,
    boolean namespaced,
    Set<String> verbs,
    Set<String> subresources) {
  /** The names of a type, as discovery lists them. */
  public record Names(
      String kind,
      String plural,
      String singular,
      List<String> shortNames,
      List<String> categories) {
    public Names {
      shortNames = List.copyOf(shortNames);
      categories = List.copyOf(categories);
    }
  }

  public ResourceType {
    verbs = Set.copyOf(verbs);
    subresources = Set.copyOf(subresources);
  }

  public String kind() {
    return names.kind();
  }

  public String plural() {
    return names.plural();
  }

  /** {@code v1} or {@code apps/v1}: the apiVersion of its objects. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /**
   * The group in which the API server keeps and checks objects, and which some refusals name:
   * events of the newer group are those of the older one.
   */
  public String storedGroup() {
    return group.equals("events.k8s.io") ? "" : group;
  }

  /** {@code pods} or {@code clonesets.apps.kruise.io}: the name that messages use. */
  public String qualifiedName() {
    return group.isEmpty() ? plural() : plural() + "." + group;
  }
}

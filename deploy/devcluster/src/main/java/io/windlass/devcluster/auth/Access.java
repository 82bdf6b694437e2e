package io.windlass.devcluster.auth;

/** What somebody wants to do, in the terms of authorization. */
public sealed interface Access {
  String verb();

  /**
   * Something with objects.
   *
   * @param verb for example {@code list}, {@code deletecollection}, {@code impersonate}
   * @param group empty for the core group
   * @param subresource empty for the main resource
   */
  record ToResource(String verb, String group, String resource, String subresource, Place place)
      implements Access {
    /** {@code pods} or {@code pods/status}, as rules name it. */
    public String combined() {
      return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    public String namespace() {
      return place.namespace();
    }

    public String name() {
      return place.name();
    }
  }

  /**
   * Where the objects are.
   *
   * @param namespace empty for cluster-scoped objects and for all namespaces
   * @param name empty for all or not known yet
   */
  record Place(String namespace, String name) {}

  /**
   * Something with an address that is no resource.
   *
   * @param verb the HTTP method in lower case
   */
  record ToPath(String verb, String path) implements Access {}

  /** The verb on one kind of objects, all or one of them. */
  static ToResource to(String verb, String group, String resource, String namespace, String name) {
    return new ToResource(verb, group, resource, "", new Place(namespace, name));
  }
}

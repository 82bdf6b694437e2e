package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.manage.FieldFilter;
import io.windlass.devcluster.manage.FieldType;
import io.windlass.devcluster.manage.ManagedType;
import io.windlass.devcluster.manage.Versions;
import java.util.Optional;

/** The served versions of one type, seen from the one that a request names. Thread-safe. */
record ServedVersions(Served served, String subresource, Registry registry) implements Versions {
  @Override
  public String apiVersion() {
    return served.type().apiVersion();
  }

  @Override
  public ManagedType type() {
    return served.rules().managed();
  }

  @Override
  public FieldFilter filter() {
    return served.rules().ownedBy(subresource);
  }

  @Override
  public Optional<FieldType> fieldsIn(String apiVersion) {
    return in(apiVersion).map(other -> other.rules().managed().fields());
  }

  @Override
  public ObjectNode convert(ObjectNode object, String toApiVersion) {
    String from = object.path("apiVersion").asText("");
    if (from.equals(toApiVersion)) {
      return object;
    }
    Served source = in(from).orElseThrow();
    Served target = in(toApiVersion).orElseThrow();
    ObjectNode copy = object.deepCopy();
    return onlyRenames(source) && onlyRenames(target)
        ? copy.put("apiVersion", toApiVersion)
        : source.convert(copy, target);
  }

  // Reading a custom resource fills in defaults, which would look like somebody's fields here.
  private static boolean onlyRenames(Served version) {
    return version.rules().managed().custom() && version.conversion().allFromStored().isEmpty();
  }

  private Optional<Served> in(String apiVersion) {
    ResourceType type = served.type();
    if (apiVersion.equals(type.apiVersion())) {
      return Optional.of(served);
    }
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    // Kubernetes converts claims between versions of a group, not between groups.
    return !group.equals(type.group())
        ? Optional.empty()
        : registry
            .find(group, apiVersion.substring(slash + 1), type.plural())
            .filter(other -> other.store() == served.store());
  }
}

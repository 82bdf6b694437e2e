package io.windlass.devcluster.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.VersionOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The discovery documents, one for each group and version or all in one. Thread-safe; made anew for
 * each request.
 */
public final class DiscoveryDocuments {
  private static final String VERSION = "1.32.10";

  private final Supplier<List<ResourceType>> types;

  public DiscoveryDocuments(Supplier<List<ResourceType>> types) {
    this.types = types;
  }

  /** {@code /version}. */
  public ObjectNode version() {
    ObjectNode version = Documents.object();
    version.put("major", "1");
    version.put("minor", "32");
    version.put("gitVersion", "v" + VERSION + "+windlass");
    version.put("gitCommit", "");
    version.put("gitTreeState", "");
    version.put("buildDate", "");
    version.put("goVersion", "");
    version.put("compiler", "");
    return version.put("platform", "java/" + Runtime.version().feature());
  }

  /** {@code /api}. */
  public ObjectNode coreVersions(String serverAddress) {
    ObjectNode versions = Documents.object();
    versions.put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    ObjectNode address = versions.putArray("serverAddressByClientCIDRs").addObject();
    address.put("clientCIDR", "0.0.0.0/0");
    address.put("serverAddress", serverAddress);
    return versions;
  }

  /** {@code /apis}. */
  public ObjectNode groups() {
    ObjectNode list = Documents.object();
    list.put("kind", "APIGroupList");
    list.put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    versionsByGroup().forEach((name, versions) -> groups.add(group(name, versions)));
    return list;
  }

  /**
   * {@code /api} or {@code /apis} with all resources of their groups.
   *
   * @param version of the document: {@code v2} or {@code v2beta1}
   */
  public ObjectNode aggregated(boolean core, String version) {
    ObjectNode list = Documents.object();
    list.put("kind", "APIGroupDiscoveryList");
    list.put("apiVersion", "apidiscovery.k8s.io/" + version);
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    if (core) {
      items.add(aggregated("", List.of("v1")));
    } else {
      versionsByGroup().forEach((name, versions) -> items.add(aggregated(name, versions)));
    }
    return list;
  }

  private ObjectNode aggregated(String group, List<String> versions) {
    return AggregatedDiscovery.group(
        group,
        versions.stream()
            .map(version -> AggregatedDiscovery.version(version, typesOf(group, version)))
            .toList());
  }

  /** {@code /apis/GROUP}. */
  public Optional<ObjectNode> group(String name) {
    return Optional.ofNullable(versionsByGroup().get(name))
        .map(
            versions -> {
              ObjectNode group = Documents.object();
              group.put("kind", "APIGroup");
              group.put("apiVersion", "v1");
              group.setAll(group(name, versions));
              return group;
            });
  }

  /** {@code /api/v1} (for the empty group) and {@code /apis/GROUP/VERSION}. */
  public Optional<ObjectNode> resources(String group, String version) {
    List<ResourceType> found = typesOf(group, version);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode list = Documents.object();
    list.put("kind", "APIResourceList");
    if (!group.isEmpty()) {
      list.put("apiVersion", "v1");
    }
    list.put("groupVersion", found.getFirst().apiVersion());
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : found) {
      Resources.main(type).ifPresent(resources::add);
      for (String subresource : new TreeSet<>(type.subresources())) {
        resources.add(Resources.sub(type, subresource));
      }
    }
    return Optional.of(list);
  }

  /** The types of one group and version, in order. */
  public List<ResourceType> typesOf(String group, String version) {
    return types.get().stream()
        .filter(type -> type.group().equals(group) && type.version().equals(version))
        .toList();
  }

  /** Every group and version that is served, as {@code api/v1} or {@code apis/apps/v1}. */
  public Set<String> roots() {
    Set<String> roots = new TreeSet<>();
    for (ResourceType type : types.get()) {
      roots.add((type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion());
    }
    return roots;
  }

  private Map<String, List<String>> versionsByGroup() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (ResourceType type : types.get()) {
      if (!type.group().isEmpty()) {
        List<String> versions = groups.computeIfAbsent(type.group(), g -> new ArrayList<>());
        if (!versions.contains(type.version())) {
          versions.add(type.version());
        }
      }
    }
    groups.values().forEach(versions -> versions.sort(VersionOrder.PREFERRED_FIRST));
    return groups;
  }

  private static ObjectNode group(String name, List<String> versions) {
    ObjectNode group = Documents.object();
    group.put("name", name);
    ArrayNode list = group.putArray("versions");
    versions.forEach(version -> list.add(version(name, version)));
    group.set("preferredVersion", version(name, versions.getFirst()));
    return group;
  }

  private static ObjectNode version(String group, String version) {
    return Documents.object().put("groupVersion", group + "/" + version).put("version", version);
  }
}

package io.windlass.devcluster.rest;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Every type that is served now, in the order of discovery. Thread-safe: readers see a whole table,
 * writers replace it.
 */
public final class Registry {
  private volatile Map<Address, Served> table = Map.of();
  private volatile long edition;

  private record Address(String group, String version, String plural) {}

  public Optional<Served> find(String group, String version, String plural) {
    return Optional.ofNullable(table.get(new Address(group, version, plural)));
  }

  /** The served form of a type; a 404 if it has gone. */
  public Served served(ResourceType type) {
    return find(type.group(), type.version(), type.plural()).orElseThrow(Registry::noSuchType);
  }

  public List<Served> all() {
    return List.copyOf(table.values());
  }

  /** A number that grows whenever the served types change. */
  public long edition() {
    return edition;
  }

  public List<ResourceType> types() {
    return table.values().stream().map(Served::type).toList();
  }

  /** Replaces the served types that match with others, in one step. */
  public synchronized void replace(Predicate<ResourceType> out, Collection<Served> in) {
    Map<Address, Served> next = new LinkedHashMap<>(table);
    next.values().removeIf(served -> out.test(served.type()));
    in.forEach(served -> next.put(address(served.type()), served));
    table = next;
    edition++;
  }

  /** The 404 for an address under which nothing is served. */
  public static ApiException noSuchType() {
    return new ApiException(
        404,
        "NotFound",
        "the server could not find the requested resource",
        ApiException.Subject.NONE,
        List.of());
  }

  private static Address address(ResourceType type) {
    return new Address(type.group(), type.version(), type.plural());
  }
}

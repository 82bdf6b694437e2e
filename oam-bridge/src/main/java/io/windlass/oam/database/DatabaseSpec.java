package io.windlass.oam.database;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.core.model.Quantity;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a component says of the database that it is. */
public final class DatabaseSpec {
  /** The kind that such components name. */
  public static final Kind KIND = new Kind("oam.windlass.io/v1alpha1", "Database");

  /** Its fields, all texts and none required. */
  public static final List<String> FIELDS = List.of("database", "version", "storage", "secretName");

  private static final String DEFAULT_DATABASE = "app";

  private DatabaseSpec() {}

  /** Finds what is wrong with a spec. */
  public static void check(Node spec) {
    spec.only(FIELDS.toArray(String[]::new));
    for (String field : FIELDS) {
      spec.scalar(field)
          .flatMap(value -> fault(field, value))
          .ifPresent(fault -> spec.errorAt(field, Node.INVALID, fault));
    }
  }

  /** What is wrong with the value of a field. */
  public static Optional<String> fault(String field, String value) {
    return switch (field) {
      case "database" ->
          unless(value.matches("[a-z_][a-z0-9_]{0,62}"), value, "cannot name a database");
      case "version" ->
          unless(value.matches("[0-9]{1,3}(\\.[0-9]{1,3})?"), value, "is no version such as 17");
      case "storage" ->
          unless(Quantity.of(Json.of(value)).isPresent(), value, "is no amount such as 10Gi");
      case "secretName" -> unless(NameSyntax.isDnsSubdomain(value), value, "cannot name a Secret");
      default -> Optional.empty();
    };
  }

  private static Optional<String> unless(boolean isRight, String value, String fault) {
    return isRight ? Optional.empty() : Optional.of("\"%s\" %s".formatted(value, fault));
  }

  /** The request that a spec is; where it says nothing the usual holds. */
  public static DatabaseRequest request(
      Json.Obj spec, String namespace, String name, Map<String, String> labels) {
    return new DatabaseRequest(
        namespace,
        name,
        text(spec, "database").orElse(DEFAULT_DATABASE),
        text(spec, "version").orElse(DatabaseRequest.DEFAULT_VERSION),
        text(spec, "storage").orElse(DatabaseRequest.DEFAULT_STORAGE),
        text(spec, "secretName"),
        labels);
  }

  private static Optional<String> text(Json.Obj spec, String field) {
    return spec.get(field).flatMap(Node::scalarText).filter(text -> !text.isEmpty());
  }
}

package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a write is to be carried out.
 *
 * @param dryRun everything but the write itself
 * @param warnings takes a text for each thing that the client should know
 * @param faults of the body, found before it was decoded
 * @param owner of what is written
 */
public record WriteOptions(
    boolean dryRun,
    FieldValidation fieldValidation,
    Consumer<String> warnings,
    List<String> faults,
    Owner owner) {
  /** For writes from within: nothing special, nobody to warn. */
  public static final WriteOptions PLAIN =
      new WriteOptions(
          false,
          FieldValidation.IGNORE,
          warning -> {},
          List.of(),
          new Owner("kube-apiserver", false));

  /**
   * Who owns what is written.
   *
   * @param manager its name in managedFields
   * @param applies whether the object already says who owns what
   */
  public record Owner(String manager, boolean applies) {}

  /** What happens with fields that the type does not have. */
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  /** The same, with faults of the body. */
  public WriteOptions noting(List<String> more) {
    return new WriteOptions(dryRun, fieldValidation, warnings, more, owner);
  }

  /** The same, for real or not. */
  public WriteOptions withDryRun(boolean dry) {
    return new WriteOptions(dry, fieldValidation, warnings, faults, owner);
  }

  /** The same on behalf of somebody else. */
  public WriteOptions by(Owner other) {
    return new WriteOptions(dryRun, fieldValidation, warnings, faults, other);
  }

  /** The same as a review shows it, under a name such as {@code CreateOptions}. */
  public Admission.Options forReview(String kind) {
    return new Admission.Options(dryRun, () -> document(kind));
  }

  private ObjectNode document(String kind) {
    ObjectNode document = Documents.object();
    document.put("kind", kind).put("apiVersion", "meta.k8s.io/v1");
    if (dryRun) {
      document.putArray("dryRun").add("All");
    }
    Map<String, String> stated = RequestScope.current().map(RequestScope::options).orElse(Map.of());
    for (String name : List.of("fieldManager", "fieldValidation")) {
      if (stated.containsKey(name)) {
        document.put(name, stated.get(name));
      }
    }
    return document;
  }

  /** Acts on unknown fields; {@code refusal} makes the exception of a strict request. */
  public void report(List<String> unknown, Function<String, ApiException> refusal) {
    List<String> all = new ArrayList<>(unknown);
    all.addAll(faults);
    if (all.isEmpty() || fieldValidation == FieldValidation.IGNORE) {
      return;
    }
    if (fieldValidation == FieldValidation.STRICT) {
      throw refusal.apply("strict decoding error: " + String.join(", ", all));
    }
    all.forEach(warnings);
  }
}

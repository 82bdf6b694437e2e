package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to {@code POST
 * .../configmaps?dryRun=All} (or {@code services}, {@code namespaces}) with the metadata of the
 * row.
 */
class MetadataRulesTest {
  private static final String SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String LABEL_1035 =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
  private static final String FORM =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String LABEL_VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {labels: {a: b}}                     | metadata.name: Required value: name or generateName is required
          {name: A}                            | metadata.name: Invalid value: "A": SUBDOMAIN
          {name: a/b}                          | metadata.name: Invalid value: "a/b": SUBDOMAIN
          {name: a, labels: {a/b/c: x}}        | metadata.labels: Invalid value: "a/b/c": a qualified name FORM with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')
          {name: a, labels: {A.b/c: x}}        | metadata.labels: Invalid value: "A.b/c": prefix part SUBDOMAIN
          {name: a, labels: {-x: y}}           | metadata.labels: Invalid value: "-x": name part FORM
          {name: a, labels: {x: "?"}}          | metadata.labels: Invalid value: "?": VALUE
          {name: a, annotations: {-c: x}}      | metadata.annotations: Invalid value: "-c": name part FORM
          {name: a, finalizers: [x]}           | metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified
          {name: a, finalizers: [-/b]}         | metadata.finalizers: Invalid value: "-/b": prefix part SUBDOMAIN
          {name: a, generation: -5}            | metadata.generation: Invalid value: -5: must be greater than or equal to 0
          {name: a, ownerReferences: [{apiVersion: a/b/c, kind: x, name: y, uid: z}]} | metadata.ownerReferences.apiVersion: Invalid value: "a/b/c": version must not be empty
          """)
  void aFaultIsNamed(String metadata, String fault) {
    assertThat(Asked.faults("configmaps", "{metadata: %s}".formatted(metadata)))
        .containsExactly(words(fault));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services   | 1s  | LABEL_1035
          services   | a.b | LABEL_1035
          namespaces | A.b | LABEL
          nodes      | X   | SUBDOMAIN
          """)
  void namesHaveTheFormOfTheirType(String type, String name, String form) {
    String yaml = "{metadata: {name: %s}, spec: {ports: [{port: 80}]}}".formatted(name);
    String message = "metadata.name: Invalid value: \"%s\": %s".formatted(name, words(form));

    assertThat(Asked.faults(type, yaml)).containsExactly(message);
  }

  @Test
  void lengthsAreLimited() {
    assertThat(Asked.faults("configmaps", "{metadata: {name: %s}}".formatted("a".repeat(254))))
        .containsExactly(
            "metadata.name: Invalid value: \"%s\": must be no more than 253 characters"
                .formatted("a".repeat(254)));
    assertThat(
            Asked.faults(
                "configmaps",
                "{metadata: {name: a, annotations: {c: %s}}}".formatted("x".repeat(262_144))))
        .containsExactly("metadata.annotations: Too long: may not be more than 262144 bytes");
  }

  @Test
  void anOwnerSaysWhoItIs() {
    assertThat(Asked.faults("configmaps", "{metadata: {name: a, ownerReferences: [{}]}}"))
        .containsExactly(
            "metadata.ownerReferences.apiVersion: Invalid value: \"\": version must not be empty",
            "metadata.ownerReferences.kind: Invalid value: \"\": kind must not be empty",
            "metadata.ownerReferences.name: Invalid value: \"\": name must not be empty",
            "metadata.ownerReferences.uid: Invalid value: \"\": uid must not be empty");
  }

  @Test
  void annotationKeysMayBeInUpperCase() {
    assertThat(Asked.faults("configmaps", "{metadata: {name: a, annotations: {UP.com/c: x}}}"))
        .isEqualTo(List.of());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {uid: y}                           | metadata.uid: Invalid value: "y": field is immutable
          {deletionGracePeriodSeconds: 3}    | metadata.deletionGracePeriodSeconds: Invalid value: 3: field is immutable
          {finalizers: [x.io/b]}             | metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"x.io/b"}
          {labels: {a: "?"}}                 | metadata.labels: Invalid value: "?": VALUE
          """)
  void systemFieldsStay(String metadata, String fault) {
    String object =
        "{metadata: {name: a, uid: x, deletionTimestamp: '2026-01-01T00:00:00Z', finalizers:"
            + " [x.io/a]}}";

    assertThat(Asked.changeFaults("configmaps", object, "{metadata: %s}".formatted(metadata)))
        .containsExactly(words(fault));
  }

  private static String words(String fault) {
    return fault
        .replace("SUBDOMAIN", SUBDOMAIN)
        .replace("LABEL_1035", LABEL_1035)
        .replace("LABEL", LABEL)
        .replace("FORM", FORM)
        .replace("VALUE", LABEL_VALUE);
  }
}

package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The one table of differences that are accepted, and why. Thread-safe. */
final class KnownDifferences {
  private static final String FILE = "known-differences.yaml";

  private final List<Row> rows;
  private final Map<String, Integer> hits = new ConcurrentHashMap<>();

  private KnownDifferences(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * One row.
   *
   * @param request matches {@link Step#summary()}
   * @param body matches the body of the request
   * @param where matches the pointer of the difference
   * @param ours matches what this cluster says there
   * @param theirs matches what the referee says there
   * @param difference what users see
   * @param reason why it stays
   */
  record Row(
      String id,
      Pattern request,
      Pattern body,
      Pattern where,
      Pattern ours,
      Pattern theirs,
      String difference,
      String reason) {

    private static Row of(ObjectNode row) {
      return new Row(
          row.path("id").asText(),
          pattern(row, "request"),
          pattern(row, "body"),
          pattern(row, "where"),
          pattern(row, "ours"),
          pattern(row, "theirs"),
          row.path("difference").asText(),
          row.path("reason").asText());
    }

    private static Pattern pattern(ObjectNode row, String field) {
      return Pattern.compile(row.path(field).asText(".*"), Pattern.DOTALL);
    }

    private boolean matches(Step step, Difference found) {
      return request.matcher(step.summary()).matches()
          && body.matcher(step.body()).matches()
          && where.matcher(found.where()).matches()
          && ours.matcher(found.ours()).matches()
          && theirs.matcher(found.theirs()).matches();
    }
  }

  static KnownDifferences load() {
    try (InputStream in = KnownDifferences.class.getResourceAsStream(FILE)) {
      ObjectNode table = YamlDocuments.parse(in.readAllBytes());
      return new KnownDifferences(
          Documents.objects(table.path("rows")).stream().map(Row::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** The differences that no row accepts; counts the rows that matched. */
  List<Difference> unknown(Step step, List<Difference> found) {
    return found.stream().filter(difference -> !accepts(step, difference)).toList();
  }

  private boolean accepts(Step step, Difference difference) {
    Optional<Row> row = rows.stream().filter(r -> r.matches(step, difference)).findFirst();
    row.ifPresent(r -> hits.merge(r.id(), 1, Integer::sum));
    return row.isPresent();
  }

  /** How often each row has matched. */
  Map<String, Integer> hits() {
    return hits;
  }

  /** The ids of rows that have matched nothing. */
  List<String> idle() {
    return rows.stream().map(Row::id).filter(id -> !hits.containsKey(id)).toList();
  }
}

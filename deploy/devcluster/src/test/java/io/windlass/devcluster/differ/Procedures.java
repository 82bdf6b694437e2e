package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The lane of {@code procedures.yaml}: requests that are about no stored object of their own. */
final class Procedures {
  static final String LANE = "procedures";
  private static final String NAMESPACE = "/api/v1/namespaces/{run}-procedures";

  private Procedures() {}

  static Lane lane() {
    return new Lane(LANE, "Pod", NAMESPACE + "/pods", false, steps());
  }

  private static List<Step> steps() {
    try (InputStream in = Procedures.class.getResourceAsStream("procedures.yaml")) {
      return Documents.objects(YamlDocuments.parse(in.readAllBytes()).path("steps")).stream()
          .map(Procedures::step)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Step step(ObjectNode stated) {
    String path =
        stated
            .path("path")
            .asText()
            .replace("$N", NAMESPACE)
            .replace("$P", NAMESPACE + "/pods/p")
            .replace("$Q", NAMESPACE + "/pods/q")
            .replace("$A", "/apis/authorization.k8s.io/v1")
            .replace("$I", "/apis/authentication.k8s.io/v1");
    String body = stated.has("body") ? stated.path("body").toString() : "";
    String type = body.isEmpty() ? "" : Step.JSON;
    boolean compared = !stated.path("setup").asBoolean();
    return new Step(LANE, stated.path("verb").asText(), path, "", type, Step.JSON, body, compared);
  }
}

package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.cel.AuthorityFunctions.Asking;
import io.windlass.devcluster.cel.AuthorityFunctions.OfResource;
import io.windlass.devcluster.document.Documents;
import java.util.HashMap;
import java.util.Map;

/** What expressions see of a request that is under review. Stateless. */
final class RequestVariables {
  static final Map<String, CelType> TYPES =
      Map.of(
          "request", SimpleType.DYN,
          "object", SimpleType.DYN,
          "oldObject", SimpleType.DYN,
          "authorizer", AuthorityFunctions.AUTHORIZER.type(),
          "authorizer.requestResource", AuthorityFunctions.RESOURCE.type());

  private RequestVariables() {}

  /**
   * The values.
   *
   * @param request of an {@code AdmissionReview}
   */
  static Map<String, Object> of(JsonNode request, Authority authority) {
    Asking asking = new Asking(authority, Authority.Check.NOTHING);
    Map<String, Object> variables = new HashMap<>();
    variables.put("request", CelValues.of(request));
    variables.put("object", CelValues.of(request.path("object")));
    variables.put("oldObject", CelValues.of(request.path("oldObject")));
    variables.put("authorizer", asking);
    variables.put(
        "authorizer.requestResource",
        new OfResource(
            asking,
            Documents.text(request, "resource", "group"),
            Documents.text(request, "resource", "resource"),
            Documents.text(request, "subResource"),
            Documents.text(request, "namespace"),
            Documents.text(request, "name")));
    return variables;
  }
}

package io.windlass.devcluster.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.webhook.ClientConfig;
import io.windlass.devcluster.webhook.WebhookClient;
import io.windlass.devcluster.webhook.WebhookClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Conversion strategy Webhook: all objects of a request are converted by one call. What a converted
 * object says of its metadata counts for labels and annotations alone. Immutable and thread-safe.
 *
 * @param reviewVersion of {@code ConversionReview}
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-conversion">
 *     Webhook conversion</a>
 */
public record WebhookConverter(WebhookClient client, ClientConfig config, String reviewVersion)
    implements VersionConverter {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GROUP = "apiextensions.k8s.io/";

  /** Reads a valid {@code spec.conversion} with this strategy. */
  public static WebhookConverter of(WebhookClient client, JsonNode conversion) {
    JsonNode webhook = conversion.path("webhook");
    String version =
        Documents.texts(webhook.path("conversionReviewVersions")).stream()
            .filter(v -> v.equals("v1") || v.equals("v1beta1"))
            .findFirst()
            .orElse("v1");
    return new WebhookConverter(client, ClientConfig.of(webhook.path("clientConfig")), version);
  }

  @Override
  public List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion) {
    if (objects.isEmpty()) {
      return objects;
    }
    String uid = UUID.randomUUID().toString();
    ObjectNode review = Documents.object();
    review.put("kind", "ConversionReview").put("apiVersion", GROUP + reviewVersion);
    ObjectNode request = review.putObject("request");
    request.put("uid", uid).put("desiredAPIVersion", apiVersion);
    objects.forEach(request.putArray("objects")::add);
    String about = about(objects);
    List<JsonNode> converted =
        switch (client.post(config, review, PATIENCE)) {
          case Answer.None none -> throw failed(about + " failed: " + none.why());
          case Answer.Document answer -> objectsOf(answer.document(), uid, about);
        };
    if (converted.size() != objects.size()) {
      throw failed(
          "%s returned %d objects, expected %d".formatted(about, converted.size(), objects.size()));
    }
    List<ObjectNode> checked = new ArrayList<>(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      checked.add(new ConvertedObject(objects.get(i), i, about).take(converted.get(i), apiVersion));
    }
    return checked;
  }

  // Of several objects the API server speaks as of a list.
  private static String about(List<ObjectNode> objects) {
    ObjectNode first = objects.getFirst();
    return "conversion webhook for %s, Kind=%s"
        .formatted(first.path("apiVersion").asText(), first.path("kind").asText());
  }

  private List<JsonNode> objectsOf(ObjectNode review, String uid, String about) {
    String expected = GROUP + reviewVersion + ", Kind=ConversionReview";
    String stated =
        "%s, Kind=%s"
            .formatted(review.path("apiVersion").asText(""), review.path("kind").asText(""));
    JsonNode response = review.path("response");
    String answered = response.path("uid").asText("");
    String fault = "";
    if (reviewVersion.equals("v1") && !stated.equals(expected)) {
      fault = "expected webhook response of %s, got %s".formatted(expected, stated);
    } else if (!response.isObject()) {
      fault = "no response provided";
    } else if (reviewVersion.equals("v1") && !answered.equals(uid)) {
      fault = "expected response.uid=\"%s\", got \"%s\"".formatted(uid, answered);
    } else {
      fault = failure(response.path("result"));
    }
    if (!fault.isEmpty()) {
      throw failed(about + " failed: " + fault);
    }
    return response.path("convertedObjects") instanceof ArrayNode list
        ? list.valueStream().toList()
        : List.of();
  }

  private static String failure(JsonNode result) {
    String status = result.path("status").asText("");
    if (status.equals("Success")) {
      return "";
    }
    String message = result.path("message").asText("");
    return message.isEmpty()
        ? "response.result.status was '%s', not 'Success'".formatted(status)
        : message;
  }

  /** The 500 without reason that the API server answers. */
  static ApiException failed(String why) {
    return new ApiException(500, "", why, Subject.NONE, List.of());
  }
}

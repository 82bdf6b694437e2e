package io.windlass.controllers.autoscaling.world;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.autoscaling.admission.Neighbourhood;
import io.windlass.core.autoscaling.check.World;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.autoscaling.survey.ServedKind;
import io.windlass.core.model.Json;
import io.windlass.runtime.port.Ticker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cluster, asked for the admission of autoscalers. Thread-safe. */
public final class ClusterNeighbourhood implements Neighbourhood {
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final List<String> USER_FIELDS = List.of("groups", "uid", "extra");

  private final JsonApi api;
  private final Ticker ticker;
  private final ClusterSurvey survey;

  /**
   * Asks a cluster.
   *
   * @param mostReplicas the operator's limit
   */
  public ClusterNeighbourhood(JsonApi api, Ticker ticker, long mostReplicas) {
    this.api = api;
    this.ticker = ticker;
    this.survey = ClusterSurvey.fresh(api, ticker, mostReplicas);
  }

  @Override
  public Instant now() {
    return ticker.now();
  }

  @Override
  public World around(Json.Obj autoscaler, AutoscalerSpec spec) {
    return survey.around(new Survey.Asked(autoscaler, spec, Optional.empty()));
  }

  @Override
  public List<Json> autoscalers(String namespace) {
    return survey.autoscalers(namespace);
  }

  @Override
  public Permission permits(Json.Obj user, String namespace, Deed deed) {
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("user", user.text("username").orElse(""))
            .with("resourceAttributes", attributes(deed).with("namespace", namespace));
    for (String field : USER_FIELDS) {
      Optional<Json> value = user.get(field);
      spec = value.isPresent() ? spec.with(field, value.get()) : spec;
    }
    Json.Obj review =
        Json.Obj.EMPTY
            .with("apiVersion", "authorization.k8s.io/v1")
            .with("kind", "SubjectAccessReview")
            .with("spec", spec);
    JsonReply reply = api.post(REVIEWS, review);
    if (!reply.isOk()) {
      return new Permission.Unknown(reply.message());
    }
    return reply.body().bool("status", "allowed").orElse(false)
        ? new Permission.Granted()
        : new Permission.Denied();
  }

  private Json.Obj attributes(Deed deed) {
    return switch (deed) {
      case Deed.Scale(Target target) ->
          Json.Obj.EMPTY
              .with("verb", "update")
              .with("group", target.group())
              .with("resource", plural(target))
              .with("subresource", "scale")
              .with("name", target.name());
      case Deed.DeleteHpa(String name) ->
          Json.Obj.EMPTY
              .with("verb", "delete")
              .with("group", "autoscaling")
              .with("resource", "horizontalpodautoscalers")
              .with("name", name);
    };
  }

  private String plural(Target target) {
    return survey.kind(target.apiVersion(), target.kind()).map(ServedKind::plural).orElse("*");
  }
}

package io.windlass.controllers.autoscaling.world;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.controllers.autoscaling.world.Listings.Freshness;
import io.windlass.core.autoscaling.check.World;
import io.windlass.core.autoscaling.check.World.Rival;
import io.windlass.core.autoscaling.check.World.Target;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.survey.PodShape;
import io.windlass.core.autoscaling.survey.Rivals;
import io.windlass.core.autoscaling.survey.ServedKind;
import io.windlass.core.autoscaling.survey.Surveyed;
import io.windlass.core.autoscaling.takeover.Takeover;
import io.windlass.core.model.Json;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks an API server. Whatever is read is shared: the cost is a list of each type for all
 * autoscalers together, not for each of them. Thread-safe.
 */
public final class ClusterSurvey implements Survey {
  // A user writes it, and it becomes part of a path.
  private static final Pattern API_VERSION = Pattern.compile("([a-z0-9.-]+/)?[a-z0-9]+");
  private static final String TIMED =
      "/apis/autoscaling.windlass.io/v1alpha1%s/timedpodautoscalers";
  private static final String HORIZONTAL = "/apis/autoscaling/v2%s/horizontalpodautoscalers";
  private static final String SCALED_OBJECTS = "/apis/keda.sh/v1alpha1%s/scaledobjects";
  private static final String CRON =
      "/apis/autoscaling.alibabacloud.com/v1beta1%s/cronhorizontalpodautoscalers";
  private static final String VERTICAL = "/apis/autoscaling.k8s.io/v1%s/verticalpodautoscalers";
  private static final String LIMIT_RANGES = "/api/v1%s/limitranges";
  private static final String QUOTAS = "/api/v1%s/resourcequotas";
  private static final String DISRUPTION_BUDGETS = "/apis/policy/v1%s/poddisruptionbudgets";
  private static final String SIDECAR_SETS = "/apis/apps.kruise.io/v1alpha1/sidecarsets";

  private final Listings listings;
  private final Reach reach;
  private final long mostReplicas;

  private ClusterSurvey(Listings listings, Reach reach, long mostReplicas) {
    this.listings = listings;
    this.reach = reach;
    this.mostReplicas = mostReplicas;
  }

  /** How much is read at once. */
  private enum Reach {
    /** One object where one will do, and lists of one namespace, as they are at this moment. */
    ONE_NAMESPACE(""),
    /** Lists that the API server has at hand: of targets those of a namespace, else of all. */
    WHOLE_CLUSTER("?resourceVersion=0");

    private final String query;

    Reach(String query) {
      this.query = query;
    }
  }

  /**
   * For single questions, which want the present: lists are only shared by those who ask within a
   * small multiple of the time that they take.
   *
   * @param mostReplicas the operator's limit
   */
  public static ClusterSurvey fresh(JsonApi api, Ticker ticker, long mostReplicas) {
    Freshness freshness = new Freshness(Duration.ofSeconds(2), 10);
    return new ClusterSurvey(
        new Listings(api, ticker, freshness), Reach.ONE_NAMESPACE, mostReplicas);
  }

  /**
   * For many that are looked at again and again.
   *
   * @param oldest how old an answer may be
   * @param mostReplicas the operator's limit
   */
  public static ClusterSurvey shared(
      JsonApi api, Ticker ticker, Duration oldest, long mostReplicas) {
    return new ClusterSurvey(
        new Listings(api, ticker, new Freshness(oldest, 0)), Reach.WHOLE_CLUSTER, mostReplicas);
  }

  @Override
  public World around(Asked asked) {
    AutoscalerSpec spec = asked.spec();
    Optional<Surveyed> surveyed = Optional.empty();
    Target target = new Target.UnknownKind();
    Optional<ServedKind> kind = kind(spec.target().apiVersion(), spec.target().kind());
    if (kind.isPresent() && !kind.get().scalable()) {
      target = new Target.NotScalable();
    } else if (kind.isPresent()) {
      surveyed = surveyed(asked, kind.get());
      target =
          surveyed
              .<Target>map(it -> new Target.Found(it.workload()))
              .orElseGet(Target.Missing::new);
    }
    return new World(
        new World.Self(
            asked.autoscaler().text("metadata", "name").orElse(""),
            Rivals.rank(asked.autoscaler()),
            Takeover.isDone(asked.autoscaler())),
        target,
        rivals(asked),
        missingApis(spec.rules().metrics()),
        surveyed.map(Surveyed::budgets).orElse(List.of()),
        mostReplicas);
  }

  /** A kind as it is served. */
  public Optional<ServedKind> kind(String apiVersion, String kind) {
    if (!API_VERSION.matcher(apiVersion).matches()) {
      return Optional.empty();
    }
    return document(ServedKind.discovery(apiVersion))
        .flatMap(resources -> ServedKind.in(resources, apiVersion, kind));
  }

  /** All TimedPodAutoscalers of a namespace. */
  List<Json> autoscalers(String namespace) {
    return list(TIMED, namespace);
  }

  private Optional<Surveyed> surveyed(Asked asked, ServedKind kind) {
    String namespace = asked.namespace();
    String path = kind.collection(namespace) + "/" + JsonApi.segment(asked.spec().target().name());
    Optional<Json.Obj> scale = asked.scale().or(() -> document(path + "/scale"));
    Optional<Json.Obj> object = target(asked, kind, path);
    if (scale.isEmpty() && object.isEmpty()) {
      return Optional.empty();
    }
    Json.Obj found = object.orElse(Json.Obj.EMPTY);
    return Optional.of(
        new Surveyed(
            found,
            scale.orElse(Json.Obj.EMPTY),
            scaledBy(found),
            new PodShape.Additions(
                namespace, list(LIMIT_RANGES, namespace), listings.items(SIDECAR_SETS, "")),
            new Surveyed.Limits(list(DISRUPTION_BUDGETS, namespace), list(QUOTAS, namespace))));
  }

  private Optional<Json.Obj> target(Asked asked, ServedKind kind, String path) {
    return switch (reach) {
      case ONE_NAMESPACE -> document(path);
      case WHOLE_CLUSTER ->
          listings
              .items(kind.collection(asked.namespace()) + reach.query, asked.namespace())
              .stream()
              .filter(
                  it ->
                      it.text("metadata", "name").equals(Optional.of(asked.spec().target().name())))
              .filter(Json.Obj.class::isInstance)
              .map(Json.Obj.class::cast)
              .findFirst();
    };
  }

  private Optional<String> scaledBy(Json.Obj object) {
    return object.items("metadata", "ownerReferences").stream()
        .filter(owner -> owner.bool("controller").orElse(false))
        .filter(
            owner ->
                kind(owner.text("apiVersion").orElse(""), owner.text("kind").orElse(""))
                    .filter(ServedKind::scalable)
                    .isPresent())
        .map(owner -> owner.text("kind").orElse("") + " " + owner.text("name").orElse(""))
        .findFirst();
  }

  private List<Rival> rivals(Asked asked) {
    String namespace = asked.namespace();
    Rivals.Scalers scalers =
        new Rivals.Scalers(
            list(TIMED, namespace),
            list(HORIZONTAL, namespace),
            list(SCALED_OBJECTS, namespace),
            list(CRON, namespace),
            list(VERTICAL, namespace));
    return new Rivals(asked.autoscaler(), asked.spec().target(), scalers).all();
  }

  private List<String> missingApis(List<MetricSpec> metrics) {
    return metrics.stream()
        .map(ClusterSurvey::api)
        .distinct()
        .filter(group -> listings.document("/apis/" + group).isNotFound())
        .toList();
  }

  private static String api(MetricSpec metric) {
    return switch (metric.kind()) {
      case RESOURCE, CONTAINER_RESOURCE -> "metrics.k8s.io";
      case PODS, OBJECT -> "custom.metrics.k8s.io";
      case EXTERNAL -> "external.metrics.k8s.io";
    };
  }

  private List<Json> list(String path, String namespace) {
    String in = reach == Reach.ONE_NAMESPACE ? "/namespaces/" + namespace : "";
    return listings.items(path.formatted(in) + reach.query, namespace);
  }

  private Optional<Json.Obj> document(String path) {
    JsonReply reply = listings.document(path);
    return Optional.of(reply.body()).filter(_ -> reply.isOk());
  }
}

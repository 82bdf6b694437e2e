package io.windlass.manager.migration;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;

/** Where documents of other autoscalers are: a cluster, or a file that one would apply. */
public interface Origin {
  /** A kind of document, and its name in kubectl. */
  enum Kind {
    CRONHPA("autoscaling.alibabacloud.com/v1beta1", "CronHorizontalPodAutoscaler", "cronhpa"),
    HPA("autoscaling/v2", "HorizontalPodAutoscaler", "hpa"),
    KEDA("keda.sh/v1alpha1", "ScaledObject", "scaledobject");

    private final String apiVersion;
    private final String kind;
    private final String resource;

    Kind(String apiVersion, String kind, String resource) {
      this.apiVersion = apiVersion;
      this.kind = kind;
      this.resource = resource;
    }

    public String apiVersion() {
      return apiVersion;
    }

    public String kind() {
      return kind;
    }

    public String resource() {
      return resource;
    }
  }

  /** The document of a kind and a name; of any name if none is given and there is only one. */
  Json.Obj find(Kind kind, Optional<Subject> subject);

  /** All HPAs beside a document. */
  List<Json.Obj> hpas(Json.Obj source);

  /** {@code TZ} of the CronHPA controller, where it is known. */
  Optional<String> zone();
}

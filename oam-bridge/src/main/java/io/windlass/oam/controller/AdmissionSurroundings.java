package io.windlass.oam.controller;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.model.Json;
import io.windlass.oam.admission.OamSurroundings;
import io.windlass.oam.admission.Right;
import io.windlass.oam.catalogue.KindNames;
import io.windlass.oam.cluster.Discovery;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Surroundings;
import io.windlass.oam.controller.Gathering.Gathered;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.model.Kind;
import io.windlass.oam.translate.Inputs;
import io.windlass.oam.translate.Live;
import io.windlass.runtime.port.Ticker;
import java.util.List;
import java.util.Optional;

/**
 * The cluster, asked when OAM documents are applied: what the reconcilers would read, and who may
 * do what. Thread-safe; blocks for a request to each component that an application names.
 */
public final class AdmissionSurroundings implements OamSurroundings {
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final List<String> USER_FIELDS = List.of("groups", "uid", "extra");

  private final JsonApi api;
  private final Discovery discovery;
  private final Objects objects;
  private final Surroundings surroundings;

  /**
   * Asks a cluster.
   *
   * @param environment the name of its environment; empty for the only one there is
   */
  public AdmissionSurroundings(JsonApi api, Optional<String> environment, Ticker ticker) {
    this.api = api;
    this.discovery = new Discovery(api, ticker);
    this.objects = new Objects(api, discovery);
    this.surroundings = new Surroundings(objects, environment, ticker);
  }

  /** Kinds by the names of their definitions. */
  public KindNames kinds() {
    return discovery.names();
  }

  @Override
  public Inputs inputs(Json.Obj application) {
    String namespace = application.text("metadata", "namespace").orElse("");
    Gathered gathered = new Gathering(objects).of(namespace, application);
    return new Inputs(application, gathered.components(), gathered.revisions(), place());
  }

  @Override
  public Inputs.Place place() {
    // Without an environment nothing runs, which the application's status says.
    Environment environment =
        surroundings.environment() instanceof Surroundings.Chosen.One(Environment one)
            ? one
            : ShippedEnvironments.first();
    return new Inputs.Place(
        surroundings.catalogue(), environment, surroundings.served(), Live.nothing());
  }

  @Override
  public Optional<String> plural(Kind kind) {
    return discovery.find(kind).map(Discovery.Resource::plural);
  }

  @Override
  public boolean may(Json.Obj user, Right right) {
    Json.Obj resource =
        Json.Obj.EMPTY
            .with("verb", right.verb())
            .with("group", right.group())
            .with("resource", right.resource())
            .with("namespace", right.namespace())
            .with("name", right.name());
    Json.Obj asked =
        Json.Obj.EMPTY
            .with("resourceAttributes", resource)
            .with("user", user.text("username").orElse(""));
    for (String field : USER_FIELDS) {
      Optional<Json> value = user.get(field);
      asked = value.isPresent() ? asked.with(field, value.get()) : asked;
    }
    JsonReply reply =
        api.post(
            REVIEWS,
            Json.Obj.EMPTY
                .with("apiVersion", "authorization.k8s.io/v1")
                .with("kind", "SubjectAccessReview")
                .with("spec", asked));
    return reply.isOk() && reply.body().bool("status", "allowed").orElse(false);
  }
}

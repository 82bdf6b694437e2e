package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.Served;
import io.windlass.oam.model.Application;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** For whom and where something is rendered. */
public record Site(
    Application application,
    Instance instance,
    Environment environment,
    Served served,
    Problems problems) {
  private static final String API_VERSION = "core.oam.dev/v1alpha2";

  /** The name of something that is made for the instance. */
  public String name(String... parts) {
    return Names.of(instance.name(), parts);
  }

  public Json.Obj selector() {
    return Labels.selector(application, instance);
  }

  /** An object of the instance's workload, with name, namespace, labels and owner. */
  public Json.Obj workloadObject(Kind kind, String name) {
    return object(kind, name, "WORKLOAD");
  }

  /** An object of a trait. */
  public Json.Obj traitObject(Kind kind, String name) {
    return object(kind, name, "TRAIT");
  }

  private Json.Obj object(Kind kind, String name, String resourceType) {
    Json.Obj labels = Labels.ofObjects(application, instance, resourceType);
    Json.Obj metadata = Json.Obj.EMPTY.with("name", name);
    if (served.clusterScoped(kind)) {
      metadata =
          metadata.with(
              "labels", labels.with(Labels.NAMESPACE, application.identity().namespace()));
    } else {
      metadata =
          owned(metadata.with("namespace", application.identity().namespace()))
              .with("labels", labels);
    }
    return Json.Obj.EMPTY
        .with("apiVersion", kind.apiVersion())
        .with("kind", kind.kind())
        .with("metadata", metadata);
  }

  /** With the application as its controller, once it is stored. */
  private Json.Obj owned(Json.Obj metadata) {
    String uid = application.identity().uid();
    if (uid.isEmpty()) {
      return metadata;
    }
    Json.Obj owner =
        Json.Obj.EMPTY
            .with("apiVersion", API_VERSION)
            .with("kind", "ApplicationConfiguration")
            .with("name", application.identity().name())
            .with("uid", uid)
            .with("controller", Json.of(true))
            .with("blockOwnerDeletion", Json.of(true));
    return metadata.with("ownerReferences", Json.of(List.of(owner)));
  }

  /** An object that a user wrote, with our metadata around it; what he wrote stays. */
  public Json.Obj adopted(Json.Obj object, String name, String resourceType) {
    Json.Obj ours = object(Kind.of(object), name, resourceType).object("metadata");
    Json.Obj theirs = object.object("metadata");
    Json.Obj labels = over(ours.object("labels"), theirs.object("labels"));
    Json.Obj metadata = over(theirs, ours).with("labels", labels);
    Json.Obj handed = Json.ofTexts(application.identity().annotations());
    Json.Obj annotations = over(handed, theirs.object("annotations"));
    return object.with(
        "metadata",
        annotations.fields().isEmpty() ? metadata : metadata.with("annotations", annotations));
  }

  /** Both objects' fields; those of the second go before. */
  public static Json.Obj over(Json.Obj below, Json.Obj above) {
    if (below.fields().isEmpty()) {
      return above;
    }
    Map<String, Json> fields = new TreeMap<>(below.fields());
    fields.putAll(above.fields());
    return new Json.Obj(fields);
  }
}

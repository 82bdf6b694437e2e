package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.oam.database.Connection;
import io.windlass.oam.database.DatabaseOutcome;
import io.windlass.oam.database.DatabaseRenderer;
import io.windlass.oam.database.DatabaseSpec;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A database as an instance: what the environment makes of it stands where a workload stands. */
public final class DatabaseWorkload {
  private static final Kind CONFIG_MAP = new Kind("v1", "ConfigMap");

  private DatabaseWorkload() {}

  /** Whether the instance is a database. */
  public static boolean isOne(Instance instance) {
    return instance.workload() instanceof Workload.Embedded embedded
        && Kind.of(embedded.object()).equals(DatabaseSpec.KIND);
  }

  /** How an instance of the same application is reached that is a database. */
  public static Optional<Connection> connection(Site site, Instance instance) {
    return outcome(site, instance) instanceof DatabaseOutcome.Provided provided
        ? Optional.of(provided.connection())
        : Optional.empty();
  }

  static Draft render(Site site) {
    return switch (outcome(site, site.instance())) {
      case DatabaseOutcome.Provided provided -> provided(site, provided);
      case DatabaseOutcome.Refused(String message) -> {
        site.instance().at().error("DatabaseNotProvided", message);
        yield Draft.of(pointer(site, ""));
      }
    };
  }

  private static DatabaseOutcome outcome(Site site, Instance instance) {
    Workload.Embedded embedded = (Workload.Embedded) instance.workload();
    Map<String, String> labels = new TreeMap<>();
    Labels.selector(site.application(), instance)
        .fields()
        .forEach((name, value) -> labels.put(name, ((Json.Text) value).value()));
    return DatabaseRenderer.render(
        DatabaseSpec.request(
            embedded.object().object("spec"),
            site.application().identity().namespace(),
            instance.name(),
            labels),
        site.environment());
  }

  // The last object is the one that the others are for; where there is none, a ConfigMap points at
  // the Secret.
  private static Draft provided(Site site, DatabaseOutcome.Provided provided) {
    String secret = provided.connection().secretName();
    List<Json.Obj> objects = provided.objects().stream().map(each -> adopted(site, each)).toList();
    Draft draft = Draft.of(objects.isEmpty() ? pointer(site, secret) : objects.getLast());
    for (Json.Obj other : objects.subList(0, Math.max(0, objects.size() - 1))) {
      draft =
          other.text("kind").orElse("").equals("Service")
              ? draft.service(other)
              : draft.with(
                  new Rendered(other, site.instance().name(), Rendered.WORKLOAD, false, List.of()));
    }
    return draft.note("Database: %s; connection in Secret %s".formatted(provided.origin(), secret));
  }

  private static Json.Obj adopted(Site site, Json.Obj object) {
    return site.adopted(object, object.text("metadata", "name").orElse(""), "WORKLOAD");
  }

  private static Json.Obj pointer(Site site, String secret) {
    return site.workloadObject(CONFIG_MAP, site.instance().name())
        .with("data", Json.Obj.EMPTY.with("secretName", secret));
  }
}

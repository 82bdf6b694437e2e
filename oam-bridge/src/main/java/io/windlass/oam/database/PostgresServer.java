package io.windlass.oam.database;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.oam.environment.ConnectionKey;
import io.windlass.oam.environment.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL in the cluster: one pod with a volume that outlives it, a Service, and the Secret that
 * both the server and its users read.
 *
 * @param image empty for the usual one in the version that is asked for
 */
record PostgresServer(DatabaseRequest request, Optional<String> image, Environment environment) {
  private static final int PORT = 5432;
  private static final String USER = "app";
  private static final String DATA = "/var/lib/postgresql/data";

  /** The Secret, whose password whoever applies it puts in. */
  Json.Obj secret() {
    String host = request.name() + "." + request.namespace() + ".svc";
    Map<String, String> texts =
        Map.of(
            ConnectionKey.HOST.word(),
            host,
            ConnectionKey.PORT.word(),
            String.valueOf(PORT),
            ConnectionKey.DATABASE.word(),
            request.database(),
            ConnectionKey.USERNAME.word(),
            USER,
            ConnectionKey.PASSWORD.word(),
            GeneratedSecret.PASSWORD,
            ConnectionKey.URI.word(),
            "postgresql://%s:%s@%s:%d/%s"
                .formatted(USER, GeneratedSecret.PASSWORD, host, PORT, request.database()));
    Json.Obj object = object("v1", "Secret", DatabaseRenderer.secretName(request));
    Json.Obj mark = Json.Obj.EMPTY.with(GeneratedSecret.ANNOTATION, "password");
    return object
        .with("metadata", object.object("metadata").with("annotations", mark))
        .with("type", "Opaque")
        .with("stringData", Json.ofTexts(texts));
  }

  Json.Obj service() {
    Json.Obj port =
        Json.Obj.EMPTY
            .with("name", "postgresql")
            .with("port", Json.of(PORT))
            .with("targetPort", Json.of(PORT));
    return object("v1", "Service", request.name())
        .with(
            "spec",
            Json.Obj.EMPTY
                .with("selector", Json.ofTexts(request.labels()))
                .with("ports", Json.of(List.of(port))));
  }

  Json.Obj statefulSet() {
    Json.Obj labels = Json.ofTexts(request.labels());
    Json.Obj template =
        Json.Obj.EMPTY
            .with("metadata", Json.Obj.EMPTY.with("labels", labels))
            .with("spec", podSpec());
    return object("apps/v1", "StatefulSet", request.name())
        .with(
            "spec",
            Json.Obj.EMPTY
                .with("serviceName", request.name())
                .with("replicas", Json.of(1))
                .with("selector", Json.Obj.EMPTY.with("matchLabels", labels))
                .with("template", template)
                .with("volumeClaimTemplates", Json.of(List.of(claim()))));
  }

  private Json.Obj podSpec() {
    Json.Obj mount = Json.Obj.EMPTY.with("name", "data").with("mountPath", DATA);
    Json.Obj container =
        Json.Obj.EMPTY
            .with("name", "postgresql")
            .with("image", image.orElse("postgres:" + request.version()))
            .with("env", Json.of(env()))
            .with("ports", Json.of(List.of(Json.Obj.EMPTY.with("containerPort", Json.of(PORT)))))
            .with("readinessProbe", probe())
            .with("volumeMounts", Json.of(List.of(mount)));
    Json.Obj spec = Json.Obj.EMPTY.with("containers", Json.of(List.of(container)));
    return JsonMerge.apply(spec, environment.pods()).object();
  }

  private List<Json.Obj> env() {
    Connection connection = new Connection(DatabaseRenderer.secretName(request), Map.of());
    return List.of(
        connection.variable("POSTGRES_DB", ConnectionKey.DATABASE),
        connection.variable("POSTGRES_USER", ConnectionKey.USERNAME),
        connection.variable("POSTGRES_PASSWORD", ConnectionKey.PASSWORD),
        Json.Obj.EMPTY.with("name", "PGDATA").with("value", DATA + "/pgdata"));
  }

  private static Json.Obj probe() {
    List<Json> command = List.of(Json.of("pg_isready"), Json.of("-U"), Json.of(USER));
    return Json.Obj.EMPTY
        .with("exec", Json.Obj.EMPTY.with("command", Json.of(command)))
        .with("periodSeconds", Json.of(5));
  }

  private Json.Obj claim() {
    Json.Obj requests = Json.Obj.EMPTY.with("storage", request.storage());
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("accessModes", Json.of(List.of(Json.of("ReadWriteOnce"))))
            .with("resources", Json.Obj.EMPTY.with("requests", requests));
    Json.Obj placed =
        environment
            .storageClassName()
            .map(name -> spec.with("storageClassName", name))
            .orElse(spec);
    return Json.Obj.EMPTY
        .with("metadata", Json.Obj.EMPTY.with("name", "data"))
        .with("spec", placed);
  }

  private Json.Obj object(String apiVersion, String kind, String name) {
    Json.Obj metadata =
        Json.Obj.EMPTY
            .with("name", name)
            .with("namespace", request.namespace())
            .with("labels", Json.ofTexts(request.labels()));
    return Json.Obj.EMPTY
        .with("apiVersion", apiVersion)
        .with("kind", kind)
        .with("metadata", metadata);
  }
}

package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Bindings;
import io.windlass.devcluster.rest.Operations;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Scales;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.store.ObjectKey;
import java.util.List;

/** The verbs on subresources. Thread-safe. */
final class Subresources {
  private final Reads reads;
  private final Writes writes;
  private final Scales scales;
  private final Bindings bindings;
  private final Registry registry;
  private final PodEndpoints pods;

  Subresources(
      Reads reads, Writes writes, Operations operations, Registry registry, PodEndpoints pods) {
    this.reads = reads;
    this.writes = writes;
    this.scales = operations.scales();
    this.bindings = operations.bindings();
    this.registry = registry;
    this.pods = pods;
  }

  void route(Call call) {
    String subresource = call.address().subresource();
    PodEndpoints.refuseProcesses(call);
    if (!call.served().type().subresources().contains(subresource)) {
      throw call.served().rules().itemsStateKind()
          ? ApiException.notFound(call.served().type(), call.key().name())
          : Registry.noSuchType();
    }
    switch (subresource) {
      case "status", "ephemeralcontainers", "resize" -> status(call);
      case "finalize" -> finalizeNamespace(call);
      case "scale" -> scale(call);
      case "binding" -> bind(call);
      case "eviction" -> pods.evict(call);
      case "log" -> pods.log(call);
      case "token" -> throw ApiException.methodNotAllowed();
      default -> throw Registry.noSuchType();
    }
  }

  private void status(Call call) {
    switch (call.exchange().method()) {
      case "GET" -> reads.get(call);
      case "PUT" -> writes.update(call);
      case "PATCH" -> writes.patch(call);
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private void finalizeNamespace(Call call) {
    if (!call.exchange().method().equals("PUT")) {
      throw ApiException.methodNotAllowed();
    }
    writes.update(call);
  }

  private void scale(Call call) {
    switch (call.exchange().method()) {
      case "GET" -> answerScale(call, scales.get(call.served(), call.key()));
      case "PUT" -> {
        ObjectNode body = BodyReader.read(call.exchange(), "Scale").object();
        WriteOptions options = Options.write(call.exchange(), "UpdateOptions");
        ObjectNode scale = scales.replace(call.served(), call.key(), body, options);
        call.exchange().answer(200, scale);
      }
      case "PATCH" -> patchScale(call);
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private void answerScale(Call call, ObjectNode scale) {
    Exchange exchange = call.exchange();
    if (Reads.form(exchange) == Representation.TABLE) {
      Served printed = call.served().printedBy(scales.printer());
      ObjectNode table = Encoder.table(printed, List.of(scale), exchange.query("includeObject"));
      String version = Documents.text(scale, "metadata", "resourceVersion");
      Documents.metadata(table).put("resourceVersion", version);
      exchange.answer(200, table);
    } else {
      exchange.answer(200, scale);
    }
  }

  private void patchScale(Call call) {
    if (Applies.isApply(call.exchange())) {
      writes.patch(call);
    } else {
      WriteOptions options = Options.write(call.exchange(), "PatchOptions");
      Scales.Changing changing =
          new Scales.Changing(Writes.readPatch(call, options), Writes::unpatchable);
      ObjectNode scale = scales.write(call.served(), call.key(), changing, options);
      call.exchange().answer(200, scale);
    }
  }

  private void bind(Call call) {
    if (!call.exchange().method().equals("POST")) {
      throw ApiException.methodNotAllowed();
    }
    ObjectNode binding = BodyReader.read(call.exchange(), "Binding").object();
    if (!Documents.text(binding, "metadata", "name").equals(call.key().name())) {
      throw ApiException.badRequest("name in URL does not match name in Binding object");
    }
    bind(call, call.served(), call.key(), binding);
  }

  /** {@code POST bindings}: the older address, where the body names the pod. */
  void bindNamed(Call call) {
    ObjectNode binding = BodyReader.read(call.exchange(), "Binding").object();
    Served pods = registry.find("", "v1", "pods").orElseThrow(Registry::noSuchType);
    String name = Documents.text(binding, "metadata", "name");
    if (name.isEmpty()) {
      throw ApiException.badRequest("Name parameter required.");
    }
    bind(call, pods, new ObjectKey(call.address().namespace(), name), binding);
  }

  private void bind(Call call, Served pods, ObjectKey key, ObjectNode binding) {
    bindings.bind(pods, key, binding, Options.write(call.exchange(), "CreateOptions"));
    call.exchange().answer(201, StatusDocument.success(201));
  }
}

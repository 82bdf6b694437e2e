package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.rest.Bindings;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Scales;
import java.util.function.UnaryOperator;

/** The verbs on subresources. Thread-safe. */
final class Subresources {
  private final Reads reads;
  private final Writes writes;
  private final Scales scales;
  private final Bindings bindings;

  Subresources(Reads reads, Writes writes, Scales scales, Bindings bindings) {
    this.reads = reads;
    this.writes = writes;
    this.scales = scales;
    this.bindings = bindings;
  }

  void route(Call call) {
    String subresource = call.address().subresource();
    if (!call.served().type().subresources().contains(subresource)) {
      throw Registry.noSuchType();
    }
    switch (subresource) {
      case "status" -> status(call);
      case "finalize" -> finalizeNamespace(call);
      case "scale" -> scale(call);
      case "binding" -> bind(call);
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
      case "GET" -> call.exchange().answer(200, scales.get(call.served(), call.key()));
      case "PUT" -> {
        ObjectNode body = BodyReader.read(call.exchange(), "Scale").object();
        answerScale(call, "UpdateOptions", old -> body.deepCopy());
      }
      case "PATCH" -> answerScale(call, "PatchOptions", Writes.readPatch(call));
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private void answerScale(Call call, String options, UnaryOperator<ObjectNode> change) {
    ObjectNode scale =
        scales.write(call.served(), call.key(), change, Options.write(call.exchange(), options));
    call.exchange().answer(200, scale);
  }

  private void bind(Call call) {
    if (!call.exchange().method().equals("POST")) {
      throw ApiException.methodNotAllowed();
    }
    ObjectNode binding = BodyReader.read(call.exchange(), "Binding").object();
    bindings.bind(
        call.served(), call.key(), binding, Options.write(call.exchange(), "CreateOptions"));
    call.exchange().answer(201, StatusDocument.success(201));
  }
}

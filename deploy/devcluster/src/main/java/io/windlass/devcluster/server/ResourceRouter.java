package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.rest.Registry;
import java.util.function.Function;

/** Sends a request for objects to its verb. Thread-safe. */
final class ResourceRouter {
  private final ComputedReads computed;
  private final Reads reads;
  private final Watches watches;
  private final Writes writes;
  private final Subresources subresources;
  private final Reviews reviews;
  private final Function<byte[], ObjectNode> protobuf;

  /** The verbs that change nothing. */
  record Readers(ComputedReads computed, Reads reads, Watches watches) {}

  ResourceRouter(
      Readers readers,
      Writes writes,
      Subresources subresources,
      Reviews reviews,
      Function<byte[], ObjectNode> protobuf) {
    this.computed = readers.computed();
    this.reads = readers.reads();
    this.watches = readers.watches();
    this.writes = writes;
    this.subresources = subresources;
    this.reviews = reviews;
    this.protobuf = protobuf;
  }

  /** The name of the object in the body of a create; empty if it has none or cannot be read. */
  String nameInBody(Call call) {
    call.exchange().readProtobufWith(protobuf);
    try {
      String kind = call.served().type().kind();
      return BodyReader.read(call.exchange(), kind).object().at("/metadata/name").asText();
    } catch (ApiException unreadable) {
      // Told when the body is read to be carried out.
      return "";
    }
  }

  void route(Call call) {
    checkAddress(call);
    call.exchange().readProtobufWith(protobuf);
    call.served().rules().deprecation().ifPresent(call.exchange()::warn);
    if (isTokenRequest(call)) {
      reviews.issueToken(call);
      return;
    }
    if (!call.address().subresource().isEmpty()) {
      subresources.route(call);
      return;
    }
    if (!call.served().type().verbs().contains(call.verb())) {
      throw ApiException.methodNotAllowed();
    }
    if (Reviews.isReview(call.served().type())) {
      reviews.answer(call);
      return;
    }
    if (call.served().type().qualifiedName().equals("bindings")) {
      subresources.bindNamed(call);
      return;
    }
    if (computed.covers(call.served().type())) {
      computed.answer(call);
      return;
    }
    boolean one = !call.address().name().isEmpty();
    switch (call.verb()) {
      case "get" -> reads.get(call);
      case "list" -> reads.list(call);
      case "watch" -> watches.watch(call);
      case "create" -> requireOne(call, !one, () -> writes.create(call));
      case "update" -> requireOne(call, one, () -> writes.update(call));
      case "patch" -> requireOne(call, one, () -> writes.patch(call));
      case "delete" -> writes.deletions().delete(call);
      case "deletecollection" -> writes.deletions().deleteCollection(call);
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private static boolean isTokenRequest(Call call) {
    return call.served().type().qualifiedName().equals("serviceaccounts")
        && call.address().subresource().equals("token")
        && call.exchange().method().equals("POST");
  }

  // Custom resources have one handler for all addresses, which creates at any.
  private static void requireOne(Call call, boolean addressed, Runnable verb) {
    boolean custom = call.served().rules().itemsStateKind();
    if (!addressed && !custom) {
      throw ApiException.methodNotAllowed();
    }
    if (!addressed && !call.verb().equals("create")) {
      throw ApiException.badRequest("name must be provided");
    }
    verb.run();
  }

  private static void checkAddress(Call call) {
    ResourceType type = call.served().type();
    Address address = call.address();
    boolean inNamespace = !address.namespace().isEmpty();
    boolean readsAll = call.exchange().method().equals("GET") && address.name().isEmpty();
    boolean namesReview = Reviews.isReview(type) && !address.name().isEmpty();
    if ((!type.namespaced() && inNamespace) || namesReview) {
      throw Registry.noSuchType();
    }
    if (type.namespaced() && !inNamespace && !readsAll) {
      throw address.name().isEmpty() ? ApiException.methodNotAllowed() : Registry.noSuchType();
    }
  }
}

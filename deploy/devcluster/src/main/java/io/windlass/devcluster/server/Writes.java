package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.patch.Patches;
import io.windlass.devcluster.rest.Bodies;
import io.windlass.devcluster.rest.Creator;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.rest.Updater;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.server.BodyReader.Body;
import java.util.List;
import java.util.function.UnaryOperator;

/** The verbs create, update and patch. Thread-safe. */
final class Writes {
  private static final String STRATEGIC = "application/strategic-merge-patch+json";

  private final Creator creator;
  private final Updater updater;
  private final Applies applies;
  private final Deletions deletions;

  Writes(Creator creator, Updater updater, Applies applies, Deletions deletions) {
    this.deletions = deletions;
    this.applies = applies;
    this.creator = creator;
    this.updater = updater;
  }

  /** The verbs that end objects. */
  Deletions deletions() {
    return deletions;
  }

  void create(Call call) {
    Reads.form(call.exchange());
    WriteOptions options = Options.write(call.exchange(), "CreateOptions");
    Body body = BodyReader.read(call.exchange(), call.served().type().kind());
    ObjectNode created =
        creator.create(
            call.served(),
            call.address().namespace(),
            body.object(),
            options.noting(body.duplicates()));
    Reads.answer(call, 201, created);
  }

  void update(Call call) {
    Reads.form(call.exchange());
    WriteOptions asked = Options.write(call.exchange(), "UpdateOptions");
    ResourceType type = call.served().type();
    Body read = BodyReader.read(call.exchange(), type.kind());
    ObjectNode body = read.object();
    WriteOptions options = asked.noting(read.duplicates());
    boolean creates = createsOnUpdate(call);
    if (call.served().store().get(call.key()).isEmpty()) {
      if (!creates || Documents.metadata(body).has("uid")) {
        Bodies.checkDecodes(call.served(), body, options);
      }
      Bodies.checkAbsent(call.served(), call.key(), body);
    }
    if (creates) {
      String namespace = call.address().namespace();
      ObjectNode created =
          call.address().subresource().isEmpty()
              ? creator.createForUpdate(call.served(), namespace, body, options)
              : creator.createForStatus(call.served(), namespace, body, options);
      Reads.answer(call, 201, created);
      return;
    }
    Updater.Write write =
        new Updater.Write(
            call.served(),
            call.key(),
            call.address().subresource(),
            old -> replacement(call, body.deepCopy(), old, options),
            options,
            why -> undecodable(type, why));
    Reads.answer(call, 200, updater.write(write));
  }

  private static boolean createsOnUpdate(Call call) {
    Served served = call.served();
    return served.rules().traits().createOnUpdate()
        && (call.address().subresource().isEmpty() || createsByStatus(call))
        && served.store().get(call.key()).isEmpty();
  }

  // Of the types that a PUT creates only Services have a status.
  private static boolean createsByStatus(Call call) {
    return call.address().subresource().equals("status")
        && call.served().type().qualifiedName().equals("services");
  }

  /** A PUT names the object it means by uid, too, if it states one. */
  private static ObjectNode replacement(
      Call call, ObjectNode body, ObjectNode old, WriteOptions options) {
    String stated = Documents.text(body, "metadata", "uid");
    String found = Documents.text(old, "metadata", "uid");
    if (!stated.isEmpty() && !stated.equals(found)) {
      Bodies.checkDecodes(call.served(), body, options);
      Bodies.checkAddress(call.served(), call.key(), body);
      throw ApiException.conflict(
          call.served().type(),
          Documents.text(old, "metadata", "name"),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(stated, found));
    }
    return body;
  }

  void patch(Call call) {
    if (call.exchange().mediaType().equals(STRATEGIC)) {
      call.served().rules().checkStrategicMerge();
    }
    Reads.form(call.exchange());
    if (Applies.isApply(call.exchange())) {
      applies.apply(call);
      return;
    }
    if (call.exchange().mediaType().equals("application/strategic-merge-patch+json")) {
      call.served().rules().checkStrategicMerge();
    }
    WriteOptions options = Options.write(call.exchange(), "PatchOptions");
    Updater.Write write =
        new Updater.Write(
            call.served(),
            call.key(),
            call.address().subresource(),
            readPatch(call, options),
            options,
            Writes::unpatchable);
    Reads.answer(call, 200, updater.write(write));
  }

  /** The change that the body of a patch request stands for. */
  static UnaryOperator<ObjectNode> readPatch(Call call, WriteOptions options) {
    PatchOutcome outcome = PatchOutcome.of(call, options);
    byte[] body = call.exchange().body();
    // Read where it is applied: an object that is missing is reported before a bad patch.
    return switch (call.exchange().mediaType()) {
      case "application/json-patch+json" ->
          object -> outcome.versioned(Patches.applyJsonPatch(Patches.readJsonPatch(body), object));
      case "application/merge-patch+json" ->
          object ->
              outcome.versioned(Patches.applyMergePatch(Patches.readMergePatch(body), object));
      case STRATEGIC -> {
        call.served().rules().checkStrategicMerge();
        yield object ->
            call.served().rules().strategicMerge(object, Patches.readStrategicPatch(body));
      }
      default ->
          throw ApiException.unsupportedMediaType(
              "the body of the request was in an unknown format - accepted media types include:"
                  + " application/json-patch+json, application/merge-patch+json,"
                  + " application/strategic-merge-patch+json, application/apply-patch+yaml");
    };
  }

  private static ApiException undecodable(ResourceType type, String why) {
    return ApiException.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(type.kind(), type.version(), type.kind(), why));
  }

  /** The 422 of a patch whose outcome is not an object of the type. */
  static ApiException unpatchable(String why) {
    Cause cause = new Cause("FieldValueInvalid", "Invalid value: " + why, "patch");
    return new ApiException(
        422,
        "Invalid",
        " \"\" is invalid: patch: Invalid value: " + why,
        Subject.NONE,
        List.of(cause));
  }
}

package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.manage.Applying;
import io.windlass.devcluster.manage.Applying.Configuration;
import io.windlass.devcluster.store.ObjectKey;

/** Server-side apply: changes an object, or creates it if it is not there. Thread-safe. */
public final class Applier {
  private final Creator creator;
  private final Updater updater;
  private final Scales scales;
  private final Management management;

  Applier(Creator creator, Updater updater, Scales scales, Management management) {
    this.creator = creator;
    this.updater = updater;
    this.scales = scales;
    this.management = management;
  }

  /**
   * What is to be applied to what.
   *
   * @param subresource empty for the object itself
   */
  public record Request(
      Served served, ObjectKey key, String subresource, Configuration configuration) {}

  /** The object as it is now. */
  public record Applied(ObjectNode object, boolean created) {}

  /** Applies; a 409 for conflicts. */
  public Applied apply(Request request, WriteOptions asked) {
    WriteOptions.Owner owner = new WriteOptions.Owner(asked.owner().manager(), true);
    WriteOptions options = asked.by(owner);
    if (request.subresource().equals("scale")) {
      return new Applied(scales.apply(request, options), false);
    }
    boolean creates = request.subresource().isEmpty();
    while (creates && request.served().store().get(request.key()).isEmpty()) {
      try {
        return new Applied(create(request, options), true);
      } catch (ApiException e) {
        boolean taken = e.reason().equals("AlreadyExists") && !options.dryRun();
        if (!taken || request.served().store().get(request.key()).isEmpty()) {
          throw e;
        }
      }
    }
    return new Applied(update(request, options), false);
  }

  private ObjectNode update(Request request, WriteOptions options) {
    return updater.write(
        new Updater.Write(
            request.served(),
            request.key(),
            request.subresource(),
            old -> applied(request, old, options),
            options,
            ApiException::badRequest));
  }

  private ObjectNode create(Request request, WriteOptions options) {
    Served served = request.served();
    ObjectNode applied = applied(request, served.rules().managed().blank(), options);
    String uid = Documents.text(applied, "metadata", "uid");
    if (!uid.isEmpty()) {
      throw ApiException.conflict(
          served.type(),
          request.key().name(),
          "uid mismatch: the provided object specified uid %s, and no existing object was found"
              .formatted(uid));
    }
    Bodies.checkNamespace(applied, request.key().namespace());
    if (Documents.text(applied, "metadata", "name").isEmpty()) {
      throw ApiException.badRequest(
          "the name of the object (%s based on URL) was undeterminable: name must be provided"
              .formatted(request.key().name()));
    }
    Bodies.checkName(applied, request.key().name());
    return creator.createForUpdate(served, request.key().namespace(), applied, options);
  }

  private ObjectNode applied(Request request, ObjectNode old, WriteOptions options) {
    return new Applying(management.versions(request.served(), request.subresource()))
        .apply(old, request.configuration(), management.writer(options, request.subresource()));
  }
}

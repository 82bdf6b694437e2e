package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.read.ListOptions;
import io.windlass.devcluster.read.Pages;
import io.windlass.devcluster.read.Pages.Page;
import io.windlass.devcluster.rest.DeleteOptions;
import io.windlass.devcluster.rest.Deleter;
import io.windlass.devcluster.rest.Deleter.Deletion;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import java.util.Optional;

/** The verbs delete and deletecollection. Thread-safe. */
final class Deletions {
  private static final String JOB_WARNING =
      "child pods are preserved by default when jobs are deleted; set"
          + " propagationPolicy=Background to remove them or set propagationPolicy=Orphan to"
          + " suppress this warning";

  private final Deleter deleter;
  private final Pages pages;

  Deletions(Deleter deleter, Pages pages) {
    this.deleter = deleter;
    this.pages = pages;
  }

  void delete(Call call) {
    Reads.form(call.exchange());
    ObjectNode body = body(call);
    DeleteOptions options = Options.delete(call.exchange(), body);
    if (call.served().type().plural().equals("customresourcedefinitions")) {
      Optional<Stored> definition = call.served().store().get(call.key());
      definition.ifPresent(d -> options.checkDefinition(call.served().type(), d.shared()));
    }
    Deletion deletion = deleter.delete(call.served(), call.key(), options);
    warn(call, options);
    if (deletion.gone() && !call.served().rules().traits().answersDeleted()) {
      String uid = Documents.text(deletion.object(), "metadata", "uid");
      Reads.answerStatus(
          call.exchange(), StatusDocument.deleted(call.served().type(), call.key().name(), uid));
    } else {
      Reads.answer(call, isAccepted(body, deletion) ? 202 : 200, deletion.object());
    }
  }

  // Only the oldest way to ask for a cascade is told that there is more to come.
  private static boolean isAccepted(ObjectNode body, Deletion deletion) {
    JsonNode orphan = body.path("orphanDependents");
    return !deletion.gone() && orphan.isBoolean() && !orphan.asBoolean();
  }

  /** Deletes what a list with the same query answers, page by page if it asks for that. */
  void deleteCollection(Call call) {
    Reads.form(call.exchange());
    Served served = call.served();
    ListOptions asked = ListOptions.of(call.exchange()::query, false);
    Selection selection = Reads.selection(call, asked);
    DeleteOptions options = Options.delete(call.exchange(), body(call));
    Page page = pages.page(served.store(), selection, asked);
    for (Stored stored : page.objects()) {
      deleteIfThere(served, stored, options);
    }
    warn(call, options);
    Reads.answerList(call, page);
  }

  private static ObjectNode body(Call call) {
    return BodyReader.readOptional(call.exchange(), "DeleteOptions");
  }

  private static void warn(Call call, DeleteOptions options) {
    boolean jobs = call.served().type().qualifiedName().equals("jobs.batch");
    if (jobs && options.propagationPolicy().isEmpty()) {
      call.exchange().warn(JOB_WARNING);
    }
  }

  private void deleteIfThere(Served served, Stored stored, DeleteOptions options) {
    try {
      deleter.delete(served, stored.key(), options);
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }
}

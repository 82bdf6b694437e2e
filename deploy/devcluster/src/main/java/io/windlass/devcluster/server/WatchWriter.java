package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the events of one watch: what a change of an object means to a client that sees only the
 * objects of its selection. Used by one thread.
 */
final class WatchWriter {
  private final WatchPlan plan;
  private final Served served;
  private final Representation form;
  private final Selection selection;
  private final OutputStream out;
  private boolean columnsSent;

  WatchWriter(WatchPlan plan, OutputStream out) {
    this.plan = plan;
    this.served = plan.served();
    this.form = plan.form();
    this.selection = plan.selection();
    this.out = out;
  }

  /** The objects that are there when the watch begins. */
  void initial(List<Stored> objects) throws IOException {
    for (Stored object : objects) {
      event("ADDED", object);
    }
  }

  void changes(List<Change> changes) throws IOException {
    for (Change change : changes) {
      change(change);
    }
  }

  private void change(Change change) throws IOException {
    boolean matched =
        change.before().map(before -> served.store().matches(before, selection)).orElse(false);
    boolean matches =
        change.kind() != Change.Kind.DELETED && served.store().matches(change.now(), selection);
    if (matches) {
      event(matched ? "MODIFIED" : "ADDED", change.now());
    } else if (matched && change.kind() == Change.Kind.DELETED) {
      event("DELETED", change.now());
    } else if (matched) {
      left(change);
    }
  }

  /** An object that left the selection is shown as it was, under the version at which it left. */
  private void left(Change change) throws IOException {
    ObjectNode was = served.read(change.before().orElseThrow());
    Documents.metadata(was).put("resourceVersion", Long.toString(change.version()));
    event("DELETED", was);
  }

  /** Tells how far this watch has come. */
  void bookmark(long version) throws IOException {
    line("BOOKMARK", Documents.bytes(bookmarkObject(version)));
  }

  /** The bookmark after the objects that were there at the beginning. */
  void endOfInitial(long version) throws IOException {
    ObjectNode object = bookmarkObject(version);
    Documents.child(Documents.metadata(object), "annotations")
        .put("k8s.io/initial-events-end", "true");
    line("BOOKMARK", Documents.bytes(object));
  }

  void error(ObjectNode status) throws IOException {
    line("ERROR", Documents.bytes(status));
    flush();
  }

  void flush() throws IOException {
    out.flush();
  }

  private ObjectNode bookmarkObject(long version) {
    ObjectNode object = Documents.object();
    switch (form) {
      case TABLE -> object.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
      case METADATA, METADATA_LIST ->
          object.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
      case OBJECT, YAML ->
          object.put("kind", served.type().kind()).put("apiVersion", served.type().apiVersion());
    }
    ObjectNode metadata = Documents.metadata(object);
    metadata.put("resourceVersion", Long.toString(version));
    metadata.putNull("creationTimestamp");
    return object;
  }

  private void event(String type, Stored object) throws IOException {
    if (form == Representation.OBJECT && served.storedAsServed(object)) {
      begin(type);
      object.writeTo(out);
      end();
    } else {
      event(type, served.read(object));
    }
  }

  private void event(String type, ObjectNode object) throws IOException {
    ObjectNode shown =
        switch (form) {
          case OBJECT, YAML -> object;
          case METADATA, METADATA_LIST -> Encoder.metadata(object);
          case TABLE -> table(object);
        };
    line(type, Documents.bytes(shown));
  }

  private ObjectNode table(ObjectNode object) {
    ObjectNode table = Encoder.table(served, List.of(object), plan.includeObject());
    String version = Documents.text(object, "metadata", "resourceVersion");
    Documents.metadata(table).put("resourceVersion", version);
    if (columnsSent) {
      table.putNull("columnDefinitions");
    }
    columnsSent = true;
    return table;
  }

  private void line(String type, byte[] json) throws IOException {
    begin(type);
    out.write(json);
    end();
  }

  private void begin(String type) throws IOException {
    out.write(("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.UTF_8));
  }

  private void end() throws IOException {
    out.write("}\n".getBytes(StandardCharsets.UTF_8));
  }
}

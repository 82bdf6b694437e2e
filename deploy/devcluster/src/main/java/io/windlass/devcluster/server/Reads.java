package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.read.ListOptions;
import io.windlass.devcluster.read.Pages;
import io.windlass.devcluster.read.Pages.Page;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;

/** The verbs get and list. Thread-safe. */
final class Reads {
  private static final int LIST_BUFFER_BYTES = 64 * 1024;

  private final Pages pages;

  Reads(Pages pages) {
    this.pages = pages;
  }

  void get(Call call) {
    Served served = call.served();
    Representation form = form(call.exchange());
    pages.requireReached(ListOptions.versionOf(call.exchange().query("resourceVersion")));
    Stored stored =
        served
            .store()
            .get(call.key())
            .orElseThrow(() -> ApiException.notFound(served.type(), call.key().name()));
    if (form == Representation.OBJECT && served.storedAsServed(stored)) {
      try (OutputStream out = call.exchange().stream(200, Exchange.JSON)) {
        stored.writeTo(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      answer(call, 200, served.read(stored));
    }
  }

  /** Answers one object in the form that the client asked for. */
  static void answer(Call call, int code, ObjectNode object) {
    Exchange exchange = call.exchange();
    Representation form = form(exchange);
    boolean custom = call.served().rules().itemsStateKind();
    switch (custom ? form.ofOneCustom() : form.ofOne(call.served().type().kind())) {
      case OBJECT -> exchange.answer(code, object);
      case METADATA, METADATA_LIST -> exchange.answer(code, Encoder.metadata(object));
      case YAML -> exchange.answer(code, "application/yaml", YamlDocuments.bytes(object));
      case TABLE -> {
        String include = exchange.query("includeObject");
        ObjectNode table = Encoder.table(call.served(), List.of(object), include);
        String version = Documents.text(object, "metadata", "resourceVersion");
        Documents.metadata(table).put("resourceVersion", version);
        exchange.answer(code, table);
      }
    }
  }

  /** Answers a success; tables and metadata are made of objects only. */
  static void answerStatus(Exchange exchange, ObjectNode status) {
    if (form(exchange) == Representation.YAML) {
      exchange.answer(200, "application/yaml", YamlDocuments.bytes(status));
    } else {
      exchange.answer(200, status);
    }
  }

  static Representation form(Exchange exchange) {
    return Representation.of(exchange.header(HttpHeader.ACCEPT));
  }

  void list(Call call) {
    Exchange exchange = call.exchange();
    Representation.requireEncoding(exchange.header(HttpHeader.ACCEPT));
    ListOptions options = ListOptions.of(exchange::query, false);
    Selection selection = selection(call, options);
    Page page = pages.page(call.served().store(), selection, options);
    answerList(call, page);
  }

  /** Answers a page in the form that the client asked for. */
  static void answerList(Call call, Page page) {
    Exchange exchange = call.exchange();
    Representation form = form(exchange).ofList(call.served().type().kind());
    if (form == Representation.OBJECT && call.served().conversion().allFromStored().isEmpty()) {
      stream(call, page);
      return;
    }
    Served served = call.served();
    List<ObjectNode> objects = served.readAll(page.objects());
    ObjectNode list =
        switch (form) {
          case TABLE -> Encoder.table(served, objects, exchange.query("includeObject"));
          case METADATA, METADATA_LIST -> Encoder.metadataList(objects);
          case YAML, OBJECT -> plainList(served, objects);
        };
    describe(Documents.metadata(list), page);
    if (form == Representation.YAML) {
      exchange.answer(200, "application/yaml", YamlDocuments.bytes(list));
    } else {
      exchange.answer(200, list);
    }
  }

  /**
   * Which objects a request means. What cannot be is refused in the API server's order: selectors
   * that do not parse, options that do not go together, forms that are not served, fields that the
   * type is not selected by.
   */
  static Selection selection(Call call, ListOptions options) {
    FieldSelector fields = FieldSelector.parse(call.exchange().query("fieldSelector"));
    LabelSelector labels = LabelSelector.parse(call.exchange().query("labelSelector"));
    options.checked();
    form(call.exchange());
    return new Selection(
        call.address().namespace(), labels, fields.of(call.served().rules().selectableFields()));
  }

  private static void stream(Call call, Page page) {
    Served served = call.served();
    ObjectNode head = plainList(served, List.of());
    describe(Documents.metadata(head), page);
    head.remove("items");
    byte[] json = Documents.bytes(head);
    try (OutputStream out =
        new BufferedOutputStream(call.exchange().stream(200, Exchange.JSON), LIST_BUFFER_BYTES)) {
      out.write(json, 0, json.length - 1);
      out.write(",\"items\":[".getBytes(StandardCharsets.UTF_8));
      String separator = "";
      for (Stored stored : page.objects()) {
        out.write(separator.getBytes(StandardCharsets.UTF_8));
        writeItem(served, stored, out);
        separator = ",";
      }
      out.write("]}\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeItem(Served served, Stored stored, OutputStream out) throws IOException {
    if (served.rules().itemsStateKind()) {
      writeObject(served, stored, out);
    } else if (served.storedAsServed(stored)) {
      stored.writeItemTo(out);
    } else {
      out.write(Documents.bytes(served.read(stored).without(List.of("kind", "apiVersion"))));
    }
  }

  static void writeObject(Served served, Stored stored, OutputStream out) throws IOException {
    if (served.storedAsServed(stored)) {
      stored.writeTo(out);
    } else {
      out.write(Documents.bytes(served.read(stored)));
    }
  }

  private static ObjectNode plainList(Served served, List<ObjectNode> objects) {
    ResourceType type = served.type();
    ObjectNode list = Encoder.list(type.kind() + "List", type.apiVersion());
    ArrayNode items = list.putArray("items");
    for (ObjectNode object : objects) {
      if (!served.rules().itemsStateKind()) {
        object.remove(List.of("kind", "apiVersion"));
      }
      items.add(object);
    }
    return list;
  }

  private static void describe(ObjectNode metadata, Page page) {
    metadata.put("resourceVersion", Long.toString(page.version()));
    if (!page.token().isEmpty()) {
      metadata.put("continue", page.token());
      page.remaining().ifPresent(count -> metadata.put("remainingItemCount", count));
    }
  }
}

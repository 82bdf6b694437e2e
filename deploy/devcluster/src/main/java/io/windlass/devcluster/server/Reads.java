package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.rest.Pages;
import io.windlass.devcluster.rest.Pages.Page;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.SelectableFields;
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
    Stored stored =
        served
            .store()
            .get(call.key())
            .orElseThrow(() -> ApiException.notFound(served.type(), call.key().name()));
    Representation form = form(call.exchange());
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
    switch (form(exchange)) {
      case OBJECT -> exchange.answer(code, object);
      case METADATA -> exchange.answer(code, Encoder.metadata(object));
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

  static Representation form(Exchange exchange) {
    return Representation.of(exchange.header(HttpHeader.ACCEPT));
  }

  void list(Call call) {
    Exchange exchange = call.exchange();
    Representation form = form(exchange);
    requireVersion(exchange);
    Page page = page(call, selection(call));
    if (form == Representation.OBJECT) {
      stream(call, page);
      return;
    }
    Served served = call.served();
    List<ObjectNode> objects = page.objects().stream().map(served::read).toList();
    ObjectNode list =
        switch (form) {
          case TABLE -> Encoder.table(served, objects, exchange.query("includeObject"));
          case METADATA -> Encoder.metadataList(objects);
          case YAML, OBJECT -> plainList(served, objects);
        };
    describe(Documents.metadata(list), page);
    if (form == Representation.YAML) {
      exchange.answer(200, "application/yaml", YamlDocuments.bytes(list));
    } else {
      exchange.answer(200, list);
    }
  }

  /** Which objects a request means; a 400 for selectors that cannot be. */
  static Selection selection(Call call) {
    ResourceType type = call.served().type();
    FieldSelector fields =
        FieldSelector.parse(call.exchange().query("fieldSelector"), SelectableFields.of(type));
    LabelSelector labels = LabelSelector.parse(call.exchange().query("labelSelector"));
    return new Selection(call.address().namespace(), labels, fields);
  }

  /**
   * The version that a request states, 0 if it leaves it open; a 500 as the API server's if bad.
   */
  static long requireVersion(Exchange exchange) {
    String text = exchange.query("resourceVersion");
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      String why =
          "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
              .formatted(text, text);
      throw new ApiException(500, "", why, Subject.NONE, List.of());
    }
  }

  private Page page(Call call, Selection selection) {
    String limit = call.exchange().query("limit");
    int size = limit.isEmpty() ? 0 : (int) Math.min(Integer.MAX_VALUE, Numbers.parse(limit));
    String token = call.exchange().query("continue");
    return token.isEmpty()
        ? pages.first(call.served().store().list(selection), size)
        : pages.next(token, size);
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
        writeObject(served, stored, out);
        separator = ",";
      }
      out.write("]}\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    objects.forEach(list.putArray("items")::add);
    return list;
  }

  private static void describe(ObjectNode metadata, Page page) {
    metadata.put("resourceVersion", Long.toString(page.version()));
    if (!page.token().isEmpty()) {
      metadata.put("continue", page.token());
      metadata.put("remainingItemCount", page.remaining());
    }
  }
}

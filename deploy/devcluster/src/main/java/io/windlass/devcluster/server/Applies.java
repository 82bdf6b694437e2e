package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.MalformedDocument;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.manage.Applying.Configuration;
import io.windlass.devcluster.rest.Applier;
import io.windlass.devcluster.rest.Applier.Applied;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.server.BodyReader.Body;
import java.util.List;

/** PATCH with {@code application/apply-patch+yaml}. Thread-safe. */
final class Applies {
  private final Applier applier;

  Applies(Applier applier) {
    this.applier = applier;
  }

  static boolean isApply(Exchange exchange) {
    return exchange.mediaType().equals("application/apply-patch+yaml");
  }

  void apply(Call call) {
    Exchange exchange = call.exchange();
    WriteOptions options = Options.write(exchange, "PatchOptions");
    FieldManagers.checkApply(exchange);
    Body body = read(exchange.body());
    Configuration configuration = new Configuration(body.object(), exchange.isSet("force"));
    Applied applied =
        applier.apply(
            new Applier.Request(
                call.served(), call.key(), call.address().subresource(), configuration),
            options.noting(body.duplicates()));
    if (call.address().subresource().equals("scale")) {
      exchange.answer(200, applied.object());
    } else {
      Reads.answer(call, applied.created() ? 201 : 200, applied.object());
    }
  }

  // What clients send is nearly always JSON, which is YAML that is read faster.
  private static Body read(byte[] body) {
    try {
      boolean json = body.length > 0 && body[0] == '{';
      return json ? BodyReader.json(body) : yaml(body);
    } catch (MalformedDocument e) {
      return orYaml(body);
    }
  }

  private static Body orYaml(byte[] body) {
    try {
      return yaml(body);
    } catch (MalformedDocument e) {
      throw ApiException.badRequest("error decoding YAML: " + e.getMessage());
    }
  }

  private static Body yaml(byte[] body) {
    return new Body(YamlDocuments.parse(body), List.of());
  }
}

package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.model.Json;
import io.windlass.core.model.ResourceKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the API server for the labels of one namespace: for those that are so new that no watch has
 * told of them. Empty if there is no answer. Thread-safe.
 */
public record NamespaceLookup(Fabric8Http http)
    implements Function<String, Optional<Map<String, String>>> {
  @Override
  public Optional<Map<String, String>> apply(String namespace) {
    String path =
        ApiPaths.collection(ResourceKind.NAMESPACE, "") + "/" + ApiPaths.encoded(namespace);
    return http.send(Call.get(path)) instanceof Exchange.Answered answer && answer.isSuccess()
        ? Optional.of(texts(answer.body().object().object("metadata", "labels")))
        : Optional.empty();
  }

  private static Map<String, String> texts(Json.Obj object) {
    Map<String, String> texts = new HashMap<>();
    object.fields().forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
    return texts;
  }
}

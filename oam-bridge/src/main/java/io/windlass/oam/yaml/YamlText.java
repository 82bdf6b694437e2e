package io.windlass.oam.yaml;

import io.windlass.core.model.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 in files: several documents, anchors, comments. Stateless; cost O(length). What clusters
 * send is JSON and never comes here.
 */
public final class YamlText {
  private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata", "spec");

  private YamlText() {}

  /**
   * The objects in a text, in its order; empty documents count for nothing.
   *
   * @throws UnreadableYaml if it is not YAML, or a document in it is no object
   */
  public static List<Json.Obj> objects(String text) {
    List<Json.Obj> objects = new ArrayList<>();
    try {
      for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
        switch (json(document)) {
          case Json.Obj object -> objects.add(object);
          case Json.Null() -> {}
          case Json other -> throw new UnreadableYaml("a document is not an object: " + other);
        }
      }
    } catch (YamlEngineException e) {
      throw new UnreadableYaml(String.valueOf(e.getMessage()));
    }
    return List.copyOf(objects);
  }

  private static Json json(@Nullable Object value) {
    return switch (value) {
      case null -> Json.Null.VALUE;
      case String text -> Json.of(text);
      case Boolean flag -> Json.of((boolean) flag);
      case Integer number -> Json.of((long) number);
      case Long number -> Json.of((long) number);
      case BigInteger number -> new Json.Num(new BigDecimal(number));
      case Double number when Double.isFinite(number) ->
          new Json.Num(new BigDecimal(number.toString()));
      case List<?> items -> Json.of(items.stream().map(YamlText::json).toList());
      case Map<?, ?> fields -> object(fields);
      default -> throw new UnreadableYaml("JSON has no such value: " + value);
    };
  }

  private static Json.Obj object(Map<?, ?> fields) {
    Map<String, Json> read = new TreeMap<>();
    fields.forEach((name, value) -> read.put(String.valueOf(name), json(value)));
    return new Json.Obj(read);
  }

  /** Objects as one text, three dashes before each; every equal list has an equal text. */
  public static String write(List<? extends Json.Obj> objects) {
    Dump dump =
        new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setExplicitStart(true)
                .setWidth(120)
                .setSplitLines(false)
                .build());
    StringBuilder text = new StringBuilder();
    objects.forEach(object -> text.append(dump.dumpToString(top(object))));
    return text.toString();
  }

  // What a reader looks for first comes first; below that the order of JSON is kept.
  private static Map<String, @Nullable Object> top(Json.Obj object) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Stream.concat(FIRST.stream(), object.fields().keySet().stream())
        .filter(object.fields()::containsKey)
        .forEach(name -> fields.put(name, plain(object.get(name).orElseThrow())));
    return fields;
  }

  private static @Nullable Object plain(Json value) {
    return switch (value) {
      case Json.Null() -> null;
      case Json.Bool(boolean flag) -> flag;
      case Json.Text(String text) -> text;
      case Json.Num(BigDecimal number) ->
          number.scale() <= 0 ? number.toBigIntegerExact() : number.doubleValue();
      case Json.Arr(List<Json> items) -> plain(items);
      case Json.Obj object -> plain(object);
    };
  }

  private static List<@Nullable Object> plain(List<Json> items) {
    List<@Nullable Object> plain = new ArrayList<>();
    items.forEach(item -> plain.add(plain(item)));
    return plain;
  }

  private static Map<String, @Nullable Object> plain(Json.Obj object) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    object.fields().forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }
}

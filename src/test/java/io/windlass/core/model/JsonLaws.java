package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of every document; Jackson is the second opinion. */
class JsonLaws {
  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Property(tries = 500)
  void readingWhatWasWrittenGivesTheSameDocument(@ForAll("documents") Json json) {
    assertThat(JsonText.parse(JsonText.canonical(json))).isEqualTo(json);
  }

  @Property(tries = 500)
  void jacksonReadsTheSameDocument(@ForAll("documents") Json json) throws Exception {
    assertThat(ofJackson(JACKSON.readTree(JsonText.canonical(json)))).isEqualTo(json);
  }

  @Property(tries = 500)
  void jacksonsTextIsReadAsTheSameDocument(@ForAll("documents") Json json) throws Exception {
    String other = JACKSON.readTree(JsonText.canonical(json)).toPrettyString();
    assertThat(JsonText.parse(other)).isEqualTo(json);
  }

  @Property(tries = 500)
  void mergingTheDifferenceGivesTheOtherDocument(
      @ForAll("objectsWithoutNull") Json.Obj from, @ForAll("objectsWithoutNull") Json.Obj to) {
    assertThat(JsonMerge.apply(from, JsonMerge.between(from, to))).isEqualTo(to);
  }

  @Property(tries = 500)
  void noDifferenceExactlyWhenEqual(@ForAll("documents") Json from, @ForAll("documents") Json to) {
    assertThat(JsonDiff.between(from, to).isEmpty()).isEqualTo(from.equals(to));
    assertThat(JsonDiff.between(from, from)).isEmpty();
  }

  @Property(tries = 500)
  void aPackedObjectIsTheSameObject(@ForAll("objectsWithoutNull") Json.Obj object) {
    Json.Obj packed = object.packed();
    assertThat(packed).isEqualTo(object).hasSameHashCodeAs(object);
    assertThat(object).isEqualTo(packed);
    assertThat(packed.unpacked()).isEqualTo(object);
    assertThat(packed.with("x", "y")).isEqualTo(object.with("x", "y"));
    object.fields().keySet().forEach(k -> assertThat(packed.at(k)).isEqualTo(object.at(k)));
    assertThat(packed.sharing(object.packed())).isEqualTo(object);
  }

  @Property(tries = 1000)
  void whatIsKeptAsItIsWouldBeWrittenSo(
      @ForAll("objectsWithoutNull") Json.Obj object, @ForAll int at, @ForAll char other) {
    String canonical = JsonText.canonical(object);
    int place = Math.floorMod(at, canonical.length());
    String spoilt = canonical.substring(0, place) + other + canonical.substring(place + 1);
    for (String text : List.of(canonical, spoilt)) {
      Json.Obj.ofCanonical(text)
          .ifPresent(
              kept -> {
                assertThat(kept).isEqualTo(JsonText.parse(text));
                assertThat(JsonText.canonical(JsonText.parse(text))).isEqualTo(text);
              });
    }
  }

  @Property(tries = 300)
  void anyTextEitherParsesOrIsRefused(@ForAll String text) {
    JsonText.tryParse(text).ifPresent(json -> assertThat(JsonText.canonical(json)).isNotEmpty());
  }

  @Provide
  Arbitrary<Json> documents() {
    return document(3, true);
  }

  @Provide
  Arbitrary<Json.Obj> objectsWithoutNull() {
    return objects(2, false);
  }

  private static Arbitrary<Json> document(int depth, boolean nulls) {
    Arbitrary<Json> leaf =
        Arbitraries.oneOf(
            Arbitraries.of(true, false).map(Json::of),
            Arbitraries.bigDecimals()
                .between(new BigDecimal(-1e9), new BigDecimal(1e9))
                .map(Json.Num::new),
            Arbitraries.strings().ofMaxLength(8).map(Json::of));
    Arbitrary<Json> any = nulls ? Arbitraries.oneOf(leaf, Arbitraries.just(Json.Null.VALUE)) : leaf;
    if (depth == 0) {
      return any;
    }
    Arbitrary<Json> array = document(depth - 1, nulls).list().ofMaxSize(3).map(Json::of);
    return Arbitraries.oneOf(any, array, objects(depth - 1, nulls).map(o -> o));
  }

  private static Arbitrary<Json.Obj> objects(int depth, boolean nulls) {
    Arbitrary<String> names = Arbitraries.strings().withChars("abc/.").ofMaxLength(2);
    return Arbitraries.maps(names, document(depth, nulls)).ofMaxSize(4).map(Json.Obj::new);
  }

  private static Json ofJackson(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> Json.Null.VALUE;
      case BOOLEAN -> Json.of(node.booleanValue());
      case NUMBER -> new Json.Num(node.decimalValue());
      case STRING -> Json.of(node.textValue());
      case ARRAY -> {
        List<Json> items = new ArrayList<>();
        node.forEach(item -> items.add(ofJackson(item)));
        yield Json.of(items);
      }
      case OBJECT -> {
        Map<String, Json> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), ofJackson(field.getValue())));
        yield new Json.Obj(fields);
      }
      default -> throw new AssertionError("no such JSON: " + node.getNodeType());
    };
  }
}

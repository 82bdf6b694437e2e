package io.windlass.core.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionRequestTest {
  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what is named               | 'name' | object                                | is called
          by the request              | shop   | {'metadata':{'name':'other'}}         | shop
          by the object alone         | ``     | {'metadata':{'name':'shop'}}          | shop
          by the server, from a stem  | ``     | {'metadata':{'generateName':'shop-'}} | shop-
          by nobody                   | ``     | {}                                    | unnamed
          with a number               | ``     | {'metadata':{'name':7}}               | unnamed
          """)
  void everyObjectHasAName(String what, String name, String object, String called) {
    Json.Obj request =
        json("{'uid':'u','operation':'CREATE','namespace':'n','object':%s}".formatted(object));

    assertThat(AdmissionRequest.read(request.with("name", name)).key().name())
        .as(what)
        .isEqualTo(called);
  }

  @ParameterizedTest
  @CsvSource({"object,7", "object,[]", "oldObject,true"})
  void whatIsNoObjectIsNotTakenForAnEmptyOne(String field, String value) {
    Json.Obj request = json("{'uid':'u','operation':'UPDATE'}").with(field, JsonText.parse(value));

    assertThatThrownBy(() -> AdmissionRequest.read(request))
        .hasMessage("request." + field + " is not an object");
  }
}

package io.windlass.oam.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.database.GeneratedSecret;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.yaml.YamlText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a Secret between rendering and the cluster. */
class PasswordsTest {
  private static final Json.Obj SECRET =
      YamlText.objects(
              """
              apiVersion: v1
              kind: Secret
              metadata: {name: a, annotations: {oam.windlass.io/generated-key: password}}
              stringData: {password: $(password), host: a.b}
              """)
          .getFirst();

  private final Passwords passwords =
      new Passwords(Stream.of("first", "second", "third").iterator()::next);

  @Test
  void aNewSecretGetsAPasswordOfItsOwn() {
    Json.Obj first = filled(SECRET, Json.Obj.EMPTY);
    assertThat(GeneratedSecret.passwordOf(first)).contains("first");
    assertThat(GeneratedSecret.passwordOf(filled(SECRET, Json.Obj.EMPTY))).contains("second");
    assertThat(first.get("stringData")).isEmpty();
  }

  @Test
  void thePasswordInTheClusterStays() {
    Json.Obj live = filled(SECRET, Json.Obj.EMPTY);
    assertThat(filled(SECRET, live)).isEqualTo(live);
  }

  @Test
  void anyOtherObjectIsAsItWasRendered() {
    Json.Obj other = YamlText.objects("{kind: Secret, stringData: {a: $(password)}}").getFirst();
    assertThat(filled(other, Json.Obj.EMPTY)).isEqualTo(other);
  }

  private Json.Obj filled(Json.Obj object, Json.Obj live) {
    return passwords.filled(new Rendered(object, "a", "workload", false, List.of()), live).object();
  }
}

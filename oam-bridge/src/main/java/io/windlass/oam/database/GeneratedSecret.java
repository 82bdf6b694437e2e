package io.windlass.oam.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.model.Json;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Secret whose password is made once, by whoever applies it first, and kept from then on. As it
 * is rendered it says only where the password goes, so that rendering needs no chance and what is
 * printed holds nothing secret.
 */
public final class GeneratedSecret {
  /** Stands where the password goes. */
  public static final String PASSWORD = "$(password)";

  /** The annotation with the key whose value is generated. */
  public static final String ANNOTATION = "oam.windlass.io/generated-key";

  private GeneratedSecret() {}

  /** Whether a rendered object needs a password before it is applied. */
  public static boolean isOne(Json.Obj object) {
    return generatedKey(object).isPresent();
  }

  /** The password that is in the cluster already, of the Secret as it is stored. */
  public static Optional<String> passwordOf(Json.Obj stored) {
    return generatedKey(stored)
        .flatMap(key -> stored.text("data", key))
        .filter(text -> !text.isEmpty())
        .map(text -> new String(Base64.getDecoder().decode(text), UTF_8));
  }

  /** The rendered Secret with its password, as {@code data}. */
  public static Json.Obj with(Json.Obj rendered, String password) {
    Map<String, Json> values = new TreeMap<>();
    rendered
        .object("stringData")
        .fields()
        .forEach((key, value) -> values.put(key, Json.of(encoded(value, password))));
    return rendered.without("stringData").with("data", new Json.Obj(values));
  }

  private static String encoded(Json value, String password) {
    String text = value instanceof Json.Text(String held) ? held : "";
    byte[] bytes = text.replace(PASSWORD, password).getBytes(UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Optional<String> generatedKey(Json.Obj object) {
    return object.text("metadata", "annotations", ANNOTATION);
  }
}

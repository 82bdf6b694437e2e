package io.windlass.core.sidecarset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.history.RevisionHash;
import io.windlass.core.model.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands for the containers of a SidecarSet, equal to what OpenKruise 1.9 makes of the same
 * spec. Volumes, selectors, strategies, pull secrets, annotations and init containers of which none
 * keeps running have no part in it.
 *
 * @param all changes with every field of a container
 * @param withoutImage changes with every field but the image
 */
public record SidecarSetHash(String all, String withoutImage) {
  /** Of a spec with its defaults filled in; cost O(spec). */
  public static SidecarSetHash of(Json.Obj spec) {
    return new SidecarSetHash(
        spelled(text(spec.get("containers"), spec.get("initContainers"))),
        spelled(
            text(
                spec.get("containers").map(SidecarSetHash::imageless),
                spec.get("initContainers").map(SidecarSetHash::imageless))));
  }

  /**
   * As recorded in the annotations of a SidecarSet or a revision; what is not there is made of the
   * spec.
   */
  public static SidecarSetHash recorded(Map<String, String> annotations, Json.Obj spec) {
    return written(annotations)
        .orElseGet(
            () -> {
              String all = annotations.getOrDefault(SidecarSetKeys.HASH, "");
              String without = annotations.getOrDefault(SidecarSetKeys.HASH_WITHOUT_IMAGE, "");
              SidecarSetHash made = of(SidecarSetFilling.fillSpec(spec));
              return new SidecarSetHash(
                  all.isEmpty() ? made.all : all, without.isEmpty() ? made.withoutImage : without);
            });
  }

  /** What the annotations of a SidecarSet or a revision say; empty unless they say both. */
  static Optional<SidecarSetHash> written(Map<String, String> annotations) {
    String all = annotations.getOrDefault(SidecarSetKeys.HASH, "");
    String without = annotations.getOrDefault(SidecarSetKeys.HASH_WITHOUT_IMAGE, "");
    return all.isEmpty() || without.isEmpty()
        ? Optional.empty()
        : Optional.of(new SidecarSetHash(all, without));
  }

  /** The annotations that say it. */
  Json.Obj noted() {
    return Json.Obj.EMPTY
        .with(SidecarSetKeys.HASH, all)
        .with(SidecarSetKeys.HASH_WITHOUT_IMAGE, withoutImage);
  }

  /** The text that is hashed. */
  static String text(Optional<Json> containers, Optional<Json> initContainers) {
    boolean anyNative =
        initContainers.stream()
            .flatMap(list -> list.items().stream())
            .anyMatch(item -> item.text("restartPolicy").filter("Always"::equals).isPresent());
    String first = "{\"containers\":" + GoForm.containers(containers);
    return anyNative
        ? first + ",\"initContainers\":" + GoForm.containers(initContainers) + "}"
        : first + "}";
  }

  private static Json imageless(Json list) {
    List<Json> items = list.items();
    return list instanceof Json.Arr
        ? Json.of(
            items.stream()
                .map(item -> item instanceof Json.Obj object ? object.without("image") : item)
                .toList())
        : list;
  }

  // SHA-256 in hexadecimal digits, each spelled with a letter that makes no words.
  private static String spelled(String text) {
    StringBuilder out = new StringBuilder();
    HexFormat.of()
        .formatHex(digest(text))
        .chars()
        .forEach(
            digit ->
                out.append(RevisionHash.ALPHABET.charAt(digit % RevisionHash.ALPHABET.length())));
    return out.toString();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}

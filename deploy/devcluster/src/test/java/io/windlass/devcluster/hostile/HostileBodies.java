package io.windlass.devcluster.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Bodies that are broken, absurd, or sound but for one detail. */
final class HostileBodies {
  private static final int DEEPEST = 100_000;
  private static final int LARGEST_BYTES = 4 << 20;
  private static final int NOISE_BYTES = 2_000;

  private static final List<String> SOUND =
      List.of(
          """
          {"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","labels":{"a":"b"}},\
          "spec":{"containers":[{"name":"c","image":"i","env":[{"name":"A","value":"1"}]}]}}\
          """,
          """
          {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"data":{"a":"b"}}\
          """,
          """
          {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x"},"spec":{"replicas":1,\
          "selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},\
          "spec":{"containers":[{"name":"c","image":"i"}]}}}}\
          """,
          """
          {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":\
          {"name":"things.nothing.example.com"},"spec":{"group":"nothing.example.com","scope":\
          "Namespaced","names":{"plural":"things","kind":"Thing"},"versions":[{"name":"v1","served":\
          true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":\
          {"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}\
          """,
          """
          [{"op":"replace","path":"/metadata/labels","value":{"a":"c"}},{"op":"test","path":"/x","value":1}]\
          """,
          """
          {"metadata":{"labels":{"a":null},"finalizers":["example.com/hold"]},"spec":null}\
          """);

  private static final List<String> ABSURD =
      List.of(
          "null",
          "0",
          "\"text\"",
          "[]",
          "{}",
          "{",
          "}",
          "[1,",
          "{\"a\":}",
          "nul",
          "\u0000",
          "'",
          "{\"kind\":7}",
          "{\"apiVersion\":[],\"kind\":{}}",
          "--- \n- a\n- &x b\n- *x",
          "a: b: c",
          "{\"metadata\":\"x\"}",
          "{\"metadata\":{\"name\":{\"a\":1}}}",
          "k8s\u0000\u0001\u0002",
          "{\"spec\":{\"replicas\":1e400}}",
          "{\"spec\":{\"replicas\":-99999999999999999999}}");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e308",
          "9223372036854775808",
          "\"\"",
          "[]",
          "{}",
          "[[[]]]",
          "\"\\ud800\"",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "\"" + "x".repeat(5_000) + "\"");

  private final Random random;

  HostileBodies(Random random) {
    this.random = random;
  }

  byte[] next() {
    return switch (random.nextInt(20)) {
      case 0 -> deep("[", "]");
      case 1 -> deep("{\"a\":", "}");
      case 2 -> large();
      case 3 -> noise();
      case 4 -> bytes(twice(one(SOUND)));
      case 5, 6 -> bytes(one(ABSURD));
      case 7, 8 -> cut(one(SOUND));
      case 9, 10 -> flipped(one(SOUND));
      case 11 -> bytes(one(SOUND));
      default -> bytes(replaced(one(SOUND)));
    };
  }

  private byte[] deep(String open, String close) {
    int depth = 1 + random.nextInt(DEEPEST);
    String middle = random.nextBoolean() ? "1" : "";
    String end = random.nextBoolean() ? close.repeat(depth) : "";
    return bytes(open.repeat(depth) + middle + end);
  }

  private byte[] large() {
    String value = "x".repeat(random.nextInt(LARGEST_BYTES));
    return bytes("{\"metadata\":{\"name\":\"x\"},\"data\":{\"a\":\"" + value + "\"}}");
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(NOISE_BYTES)];
    random.nextBytes(noise);
    return noise;
  }

  /** The same keys twice. */
  private static String twice(String sound) {
    return sound.startsWith("{")
        ? sound.substring(0, sound.length() - 1) + "," + sound.substring(1)
        : sound;
  }

  private byte[] cut(String sound) {
    return bytes(sound.substring(0, random.nextInt(sound.length())));
  }

  private byte[] flipped(String sound) {
    byte[] bytes = bytes(sound);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** One value is of another type. */
  private String replaced(String sound) {
    List<Integer> colons =
        IntStream.range(0, sound.length()).filter(i -> sound.charAt(i) == ':').boxed().toList();
    int at = one(colons) + 1;
    int end = at;
    while (end < sound.length() && ",]}".indexOf(sound.charAt(end)) < 0) {
      end++;
    }
    return sound.substring(0, at) + one(VALUES) + sound.substring(end);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

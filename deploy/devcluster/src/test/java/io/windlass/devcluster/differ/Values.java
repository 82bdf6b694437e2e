package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Random;

/** Leaf values that make sense somewhere, and some that make sense nowhere. Stateless. */
final class Values {
  private static final List<String> TEXTS =
      List.of(
          "a",
          "b",
          "app",
          "x1",
          "example.com/a",
          "a.b.c",
          "10.1.2.3",
          "fd00::1",
          "10.0.0.0/24",
          "1",
          "100m",
          "1Gi",
          "0.5",
          "25%",
          "/var/x",
          "http",
          "Always",
          "TCP",
          "In",
          "*",
          "",
          "UPPER",
          "under_score",
          "-dash",
          "with space",
          "-1",
          "../up",
          "a,b",
          "é",
          "x".repeat(70),
          "y".repeat(300));
  private static final List<Long> INTEGERS =
      List.of(
          0L,
          1L,
          2L,
          3L,
          5L,
          30L,
          80L,
          443L,
          8080L,
          65535L,
          65536L,
          -1L,
          -5L,
          2147483647L,
          2147483648L,
          9007199254740993L);

  private Values() {}

  static TextNode text(Random random) {
    return TextNode.valueOf(TEXTS.get(random.nextInt(TEXTS.size())));
  }

  static JsonNode integer(Random random) {
    long value = INTEGERS.get(random.nextInt(INTEGERS.size()));
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  static JsonNode intOrString(Random random) {
    return random.nextBoolean() ? integer(random) : text(random);
  }

  /** A value of any JSON type. */
  static JsonNode any(Random random) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(8)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.objectNode();
      case 3 -> nodes.arrayNode().add(text(random));
      case 4 -> nodes.numberNode(1.5);
      case 5 -> integer(random);
      default -> text(random);
    };
  }
}

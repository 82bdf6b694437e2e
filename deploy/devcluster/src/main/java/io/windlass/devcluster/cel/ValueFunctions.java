package io.windlass.devcluster.cel;

import static io.windlass.devcluster.cel.Types.INT;
import static io.windlass.devcluster.cel.Types.QUANTITY;
import static io.windlass.devcluster.cel.Types.STRING;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import io.windlass.devcluster.cel.Overloads.Typed;
import io.windlass.devcluster.schema.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Kubernetes' functions on quantities, texts and lists. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
final class ValueFunctions {
  private ValueFunctions() {}

  static void declare(Overloads functions) {
    quantities(functions);
    arithmetic(functions);
    searches(functions);
    for (CelType type :
        List.of(
            SimpleType.INT,
            SimpleType.DOUBLE,
            SimpleType.STRING,
            SimpleType.BOOL,
            SimpleType.DURATION,
            SimpleType.TIMESTAMP)) {
      order(functions, type);
    }
    sum(functions, SimpleType.INT, Types.list(SimpleType.INT));
    sum(functions, SimpleType.DOUBLE, Types.list(SimpleType.DOUBLE));
    positions(functions);
  }

  private static void quantities(Overloads functions) {
    functions.global("quantity", STRING, QUANTITY.type(), ValueFunctions::quantity);
    functions.global(
        "isQuantity", STRING, SimpleType.BOOL, text -> Quantity.parse(text).isPresent());
    functions.member("sign", QUANTITY, SimpleType.INT, q -> (long) q.amount().signum());
    functions.member(
        "asApproximateFloat", QUANTITY, SimpleType.DOUBLE, q -> q.amount().doubleValue());
    functions.member("asInteger", QUANTITY, SimpleType.INT, q -> q.amount().longValueExact());
    functions.member("isInteger", QUANTITY, SimpleType.BOOL, Quantity::isWhole);
    functions.member(
        "isGreaterThan", QUANTITY, QUANTITY, SimpleType.BOOL, (a, b) -> a.compareTo(b) > 0);
    functions.member(
        "isLessThan", QUANTITY, QUANTITY, SimpleType.BOOL, (a, b) -> a.compareTo(b) < 0);
    functions.member(
        "compareTo", QUANTITY, QUANTITY, SimpleType.INT, (a, b) -> (long) a.compareTo(b));
  }

  private static void arithmetic(Overloads functions) {
    CelType type = QUANTITY.type();
    functions.member("add", QUANTITY, QUANTITY, type, (a, b) -> plus(a, b.amount()));
    functions.member("add", QUANTITY, INT, type, (a, b) -> plus(a, BigDecimal.valueOf(b)));
    functions.member("sub", QUANTITY, QUANTITY, type, (a, b) -> plus(a, b.amount().negate()));
    functions.member("sub", QUANTITY, INT, type, (a, b) -> plus(a, BigDecimal.valueOf(-b)));
  }

  private static Quantity plus(Quantity quantity, BigDecimal amount) {
    return new Quantity(quantity.amount().add(amount), quantity.notation());
  }

  private static Quantity quantity(String text) {
    return Quantity.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "quantities must match the regular expression"
                        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
  }

  private static void searches(Overloads functions) {
    CelType texts = ListType.create(SimpleType.STRING);
    functions.member(
        "find",
        STRING,
        STRING,
        SimpleType.STRING,
        (text, pattern) -> {
          Matcher matcher = Pattern.compile(pattern).matcher(text);
          return matcher.find() ? matcher.group() : "";
        });
    functions.member(
        "findAll", STRING, STRING, texts, (text, pattern) -> findAll(text, pattern, -1));
    functions.member(
        "findAll",
        List.of(STRING, STRING, INT),
        texts,
        arguments -> findAll((String) arguments[0], (String) arguments[1], (Long) arguments[2]));
  }

  private static List<String> findAll(String text, String pattern, long most) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while ((most < 0 || found.size() < most) && matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  @SuppressWarnings("rawtypes")
  private static void order(Overloads functions, CelType type) {
    Typed<List> list = Types.list(type);
    functions.member("isSorted", list, SimpleType.BOOL, ValueFunctions::isSorted);
    functions.member("min", list, type, values -> Collections.min(present(values, "min"), ORDER));
    functions.member("max", list, type, values -> Collections.max(present(values, "max"), ORDER));
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static final Comparator<Object> ORDER = (a, b) -> ((Comparable) a).compareTo(b);

  private static boolean isSorted(List<?> values) {
    for (int i = 1; i < values.size(); i++) {
      if (ORDER.compare(values.get(i - 1), values.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static List<?> present(List<?> values, String function) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(function + " called on empty list");
    }
    return values;
  }

  @SuppressWarnings("rawtypes")
  private static void sum(Overloads functions, CelType type, Typed<List> list) {
    functions.member(
        "sum",
        list,
        type,
        values -> {
          List<?> numbers = values;
          return type.equals(SimpleType.INT)
              ? (Object) numbers.stream().mapToLong(n -> ((Number) n).longValue()).sum()
              : (Object) numbers.stream().mapToDouble(n -> ((Number) n).doubleValue()).sum();
        });
  }

  @SuppressWarnings("rawtypes")
  private static void positions(Overloads functions) {
    Typed<Object> element = new Typed<>(TypeParamType.create("A"), Object.class);
    Typed<List> list = Types.list(element.type());
    functions.member(
        "indexOf", list, element, SimpleType.INT, (values, v) -> (long) values.indexOf(v));
    functions.member(
        "lastIndexOf", list, element, SimpleType.INT, (values, v) -> (long) values.lastIndexOf(v));
  }
}

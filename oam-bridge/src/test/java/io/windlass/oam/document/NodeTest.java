package io.windlass.oam.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a field, and what is said when it cannot be read. */
class NodeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                        | as       | document              | read     | problem
          text is read                                | text     | {'f':'web'}           | web      |
          an absent field is absent                   | text     | {}                    |          |
          null is absent                              | text     | {'f':null}            |          |
          a number is not text                        | text     | {'f':5}               |          | WrongType f: 5 is not text
          a list is not text                          | text     | {'f':[]}              |          | WrongType f: a list is not text
          text that must be there                     | required | {}                    |          | MissingField f: is required
          text that must not be empty                 | required | {'f':''}              |          | InvalidValue f: must not be empty
          null is missing                             | required | {'f':null}            |          | MissingField f: is required
          a scalar may be a number                    | scalar   | {'f':5678}            | 5678     |
          a scalar may be a fraction                  | scalar   | {'f':0.50}            | 0.5      |
          a scalar may be a truth value               | scalar   | {'f':true}            | true     |
          a scalar is no object                       | scalar   | {'f':{}}              |          | WrongType f: an object is not text, a number or a truth value
          a whole number                              | whole    | {'f':80}              | 80       |
          a quoted whole number is never another one  | whole    | {'f':'9999'}          | 9999     |
          a fraction is no whole number               | whole    | {'f':1.5}             |          | WrongType f: 1.5 is not a whole number
          words are no number                         | whole    | {'f':'many'}          |          | WrongType f: "many" is not a whole number
          a number out of range                       | whole    | {'f':70000}           |          | InvalidValue f: 70000 is not between 1 and 65535
          a number beyond every integer               | whole    | {'f':1e30}            |          | WrongType f: 1000000000000000000000000000000 is not a whole number
          one of some words                           | word     | {'f':'RW'}            | RW       |
          another word                                | word     | {'f':'XX'}            |          | InvalidValue f: "XX" is none of RW, RO
          a truth value                               | flag     | {'f':false}           | false    |
          text is no truth value                      | flag     | {'f':'yes'}           |          | WrongType f: "yes" is not true or false
          texts may be numbers                        | texts    | {'f':['a',1]}         | [a, 1]   |
          a list within a list is no text             | texts    | {'f':['a',[]]}        | [a]      | WrongType f[1]: a list is not text
          text is no list                             | texts    | {'f':'a'}             | []       | WrongType f: "a" is not a list
          a map of texts                              | map      | {'f':{'a.b/c':1}}     | {a.b/c=1}|
          a map with an object                        | map      | {'f':{'a.b/c':{}}}    | {}       | WrongType f['a.b/c']: an object is not text, a number or a truth value
          """)
  void aFieldReads(String rule, String as, String document, String read, String problem) {
    Problems problems = new Problems();
    Node node = Node.of(JsonText.parse(document.replace('\'', '"')).object(), "Test t", problems);
    String value = reader(as).apply(node);
    assertThat(value).as(rule).isEqualTo(Optional.ofNullable(read).orElse(""));
    assertThat(said(problems)).isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  private static Function<Node, String> reader(String as) {
    return switch (as) {
      case "text" -> node -> node.text("f").orElse("");
      case "required" -> node -> node.requiredText("f");
      case "scalar" -> node -> node.scalar("f").orElse("");
      case "whole" -> node -> node.whole("f", 1, 65535).map(String::valueOf).orElse("");
      case "word" -> node -> node.word("f", "RW", "RO").orElse("");
      case "flag" -> node -> node.flag("f").map(String::valueOf).orElse("");
      case "texts" -> node -> String.valueOf(node.texts("f"));
      default -> node -> String.valueOf(node.textMap("f"));
    };
  }

  @Test
  void everyFieldThatNobodyReadsIsNamedWithItsPath() {
    Problems problems = new Problems();
    String text = "{\"spec\":{\"list\":[{\"name\":\"a\",\"nmae\":\"b\"},7]}}";
    Node root = Node.of(JsonText.parse(text).object(), "Test t", problems);
    root.child("spec").items("list").forEach(item -> item.only("name", "value"));
    assertThat(said(problems))
        .containsExactlyInAnyOrder(
            "WrongType spec.list[1]: 7 is not an object",
            "UnknownField spec.list[0].nmae: \"nmae\" is not a field here; there are name, value");
    assertThat(problems.refuse()).isTrue();
  }

  private static List<String> said(Problems problems) {
    return problems.list().stream()
        .map(problem -> problem.reason() + " " + problem.path() + ": " + problem.message())
        .toList();
  }
}

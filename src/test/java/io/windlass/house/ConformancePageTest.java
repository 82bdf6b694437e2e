package io.windlass.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformancePageTest {
  private static final Path ROOT = Path.of(System.getProperty("windlass.root", ".."));

  @ParameterizedTest(name = "what the page of {0} says is there")
  @CsvSource({"cloneset, 150", "sidecarset, 100"})
  void whatThePageSaysIsThere(String kind, int rows) throws IOException {
    Path file = ROOT.resolve("deploy/docs/" + kind + "-conformance.md");
    ConformancePage page = new ConformancePage(Files.readString(file));
    Map<String, List<String>> tests =
        SourceFile.below(ROOT).stream()
            .filter(SourceFile::isTest)
            .collect(
                Collectors.groupingBy(
                    source -> source.path().replaceAll(".*/|\\.java$", ""),
                    Collectors.mapping(SourceFile::text, Collectors.toList())));
    assertThat(page.size()).isGreaterThan(rows);
    assertThat(page.faults(tests, Files.readString(ROOT.resolve("src/DECISIONS.md")))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a line of the page                ; text                                             ; is told as
          that names a class                ; | pods are made | `ATest` |                      ;
          that names a method               ; | pods are made | `ATest#makes` |                ;
          that names a row                  ; | pods are made | `ATest#makes "one pod"` |      ;
          that names a row of a table       ; | pods are made | `ATest#makes "no pod"` |       ;
          that names two                    ; | pods are made | `ATest`, `ATest#makes` |       ;
          that names no class               ; | pods are made | `BTest` |                      ; no test `BTest` for: pods are made
          that names no method              ; | pods are made | `ATest#takes` |                ; no test `ATest#takes` for: pods are made
          that names no row                 ; | pods are made | `ATest#makes "two pods"` |     ; no test `ATest#makes "two pods"` for: pods are made
          that names nothing                ; | pods are made | |                              ; nothing shows: pods are made
          that cannot be                    ; | n/a: no such kind | |                          ;
          that departs, and the register knows ; | **Ours:** so (decision 4.1) | `ATest` |      ;
          that departs, and nobody knows    ; | **Ours:** so (decisions 4.1 and 4.9) | `ATest` | ; no decision ### 4.9 in
          that is a heading                 ; | what can be seen | shown by |                  ;
          that is prose                     ; Nothing here.                                    ;
          """)
  void faults(String what, String line, String fault) {
    List<String> found =
        new ConformancePage(line)
            .faults(
                Map.of(
                    "ATest",
                    List.of("textBlock = Rows.ALL) void makes(\"one pod\") {}"),
                    "Rows",
                    List.of("no pod")),
                "### 4.1 So\n");
    if (fault == null) {
      assertThat(found).as(what).isEmpty();
    } else {
      assertThat(found).as(what).singleElement().asString().startsWith(fault);
    }
  }
}

package io.windlass.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseRulesTest {
  @Test
  void theHouseKeepsItsRules() {
    List<SourceFile> sources = SourceFile.below(Path.of(System.getProperty("windlass.root", "..")));
    assertThat(sources).as("sources found").hasSizeGreaterThan(10);
    assertThat(HouseRules.violations(sources)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                             | path                  | source                                                        | violation
          a plain class is fine            | main/java/p/A.java    | class A { void f(int a, int b) {} }                           |
          main files up to 400 lines       | main/java/p/A.java    | class A {N*398 }                                              |
          main files beyond 400 lines      | main/java/p/A.java    | class A {N*401 }                                              | 402 lines, at most 400
          test files beyond 300 lines      | test/java/p/A.java    | class A {N*300 }                                              | 301 lines, at most 300
          main methods up to 40 lines      | main/java/p/A.java    | class A { void f() {N*39 } }                                  |
          main methods beyond 40 lines     | main/java/p/A.java    | class A { void f() {N*40 } }                                  | f has 41 lines, at most 40
          test methods beyond 30 lines     | test/java/p/A.java    | class A { void f() {N*30 } }                                  | f has 31 lines, at most 30
          a constructor is a method        | main/java/p/A.java    | class A { A() {N*40 } }                                       | <init> has 41 lines
          annotations are not the method   | test/java/p/A.java    | class A { @CsvSource(N*40) void f() {} }                      |
          six parameters                   | main/java/p/A.java    | class A { void f(int a,int b,int c,int d,int e,int g) {} }    | f has 6 parameters
          six parameters of a constructor  | main/java/p/A.java    | class A { A(int a,int b,int c,int d,int e,int g) {} }         | <init> has 6 parameters
          six components of a record       | main/java/p/A.java    | record A(int a,int b,int c,int d,int e,int g) {}              |
          a record with its constructor    | main/java/p/A.java    | record A(int a,int b,int c,int d,int e,int g) { A {} }        |
          six columns of a table           | test/java/p/A.java    | class A { @ParameterizedTest void f(int a,int b,int c,int d,int e,int g) {} } |
          a signature of somebody else     | main/java/p/A.java    | class A { @Override void f(int a,int b,int c,int d,int e,int g) {} } |
          no sleeping                      | test/java/p/A.java    | class A { void f() { Thread.sleep(1); } }                     | Thread.sleep: wait
          no sleeping in units             | main/java/p/A.java    | class A { void f() { TimeUnit.SECONDS.sleep(1); } }           | TimeUnit.SECONDS.sleep: wait
          no sleeping by reference         | main/java/p/A.java    | class A { Object o = java.lang.Thread.sleep; }                | Thread.sleep: wait
          no disabled tests                | test/java/p/A.java    | class A { @Disabled void f() {} }                             | a disabled test
          no disabled tests by full name   | test/java/p/A.java    | @org.junit.jupiter.api.Disabled class A { }                   | a disabled test
          a task without issue             | main/java/p/A.java    | class A {} // LATER mend                                      | without its issue
          a task with issue                | main/java/p/A.java    | class A {} // LATER(#12) mend                                 |
          an empty name                    | main/java/p/A.java    | class PodUtils {}                                             | PodUtils says nothing
          an empty name inside             | main/java/p/A.java    | class A { record StoreImpl() {} }                             | StoreImpl says nothing
          an abstract name                 | test/java/p/A.java    | interface AbstractQueueContract {}                            | AbstractQueueContract says
          a name that only starts alike    | main/java/p/A.java    | class Utilization {}                                          |
          a package without doc            | main/java/q/A.java    | class A {}                                                    | no package-info.java
          tests share their package's doc  | test/java/q/A.java    | class A {}                                                    |
          package-info without a sentence  | main/java/q/package-info.java | @NullMarked package q;                                | needs a doc sentence
          package-info without NullMarked  | main/java/q/package-info.java | /** Doc. */ package q;                                | needs a doc sentence and @NullMarked
          """)
  void rule(String rule, String path, String source, String violation) {
    List<String> found = HouseRules.violations(List.of(PACKAGE_INFO, planted(path, source)));
    if (violation == null) {
      assertThat(found).as(rule).isEmpty();
    } else {
      assertThat(found).as(rule).singleElement().asString().contains(violation).startsWith(path);
    }
  }

  private static final SourceFile PACKAGE_INFO =
      new SourceFile("main/java/p/package-info.java", "/** Doc. */\n@NullMarked\npackage p;\n");

  /** {@code N*40} stands for 40 line ends, {@code LATER} for the word that marks a task. */
  private static SourceFile planted(String path, String source) {
    String text = source.replace("LATER", "TO" + "DO");
    for (int lines : List.of(30, 39, 40, 300, 398, 401)) {
      text = text.replace("N*" + lines + " ", "\n".repeat(lines));
      text = text.replace("N*" + lines + ")", "\n".repeat(lines) + ")");
    }
    return new SourceFile(path, text);
  }
}

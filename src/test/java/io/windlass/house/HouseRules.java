package io.windlass.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The limits of the style guide that a look at the sources decides. */
final class HouseRules {
  private static final Pattern UNNUMBERED_TASK =
      Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b(?!\\(#\\d+\\))");
  private static final Pattern PACKAGE_DOC =
      Pattern.compile("(?s)\\A/\\*\\*\\s+(?:\\* )?\\S.*?\\..*?\\*/.*@NullMarked\\s+package .*");

  private HouseRules() {}

  /** One line for each violation, with path and line; empty if the sources keep the rules. */
  static List<String> violations(List<SourceFile> sources) {
    List<String> found = new ArrayList<>();
    Set<String> documented =
        sources.stream()
            .filter(SourceFile::isPackageInfo)
            .map(SourceFile::folder)
            .collect(Collectors.toSet());
    for (SourceFile source : sources) {
      checkLength(source, found);
      checkTasks(source, found);
      checkPackage(source, documented, found);
    }
    checkTrees(sources, found);
    return found;
  }

  private static void checkLength(SourceFile source, List<String> found) {
    long lines = source.text().lines().count();
    int limit = source.isTest() ? 300 : 400;
    if (lines > limit) {
      found.add("%s: %d lines, at most %d".formatted(source.path(), lines, limit));
    }
  }

  private static void checkTasks(SourceFile source, List<String> found) {
    if (UNNUMBERED_TASK.matcher(source.text()).find()) {
      found.add(source.path() + ": a task for later without its issue, as in (#12)");
    }
  }

  private static void checkPackage(SourceFile source, Set<String> documented, List<String> found) {
    if (!source.isTest() && !documented.contains(source.folder())) {
      found.add(source.path() + ": its package has no package-info.java");
    }
    if (source.isPackageInfo() && !PACKAGE_DOC.matcher(source.text()).matches()) {
      found.add(source.path() + ": needs a doc sentence and @NullMarked");
    }
  }

  private static void checkTrees(List<SourceFile> sources, List<String> found) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, problem -> {}, List.of(), null, sources);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        new TreeRules(unit, positions, found).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot parse the sources", e);
    }
  }
}

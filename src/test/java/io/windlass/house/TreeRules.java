package io.windlass.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects violations in one parsed source. */
final class TreeRules extends TreeScanner<@Nullable Void, @Nullable ClassTree> {
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(?:Util|Utils|Helper|Helpers|Common|Impl)|Abstract.*");
  private static final int MOST_PARAMETERS = 5;

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final String path;
  private final List<String> found;

  TreeRules(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
    this.unit = unit;
    this.positions = positions;
    this.path = unit.getSourceFile().toUri().getPath().substring(1);
    this.found = found;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable ClassTree outer) {
    String name = type.getSimpleName().toString();
    if (EMPTY_NAME.matcher(name).matches()) {
      report(type, "class name " + name + " says nothing about its field");
    }
    return super.visitClass(type, type);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable ClassTree owner) {
    checkLines(method);
    int parameters = method.getParameters().size();
    if (parameters > MOST_PARAMETERS && !isExempt(method, owner)) {
      report(method, "%s has %d parameters, at most 5".formatted(method.getName(), parameters));
    }
    return super.visitMethod(method, owner);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree member, @Nullable ClassTree owner) {
    String called = member.toString();
    if (called.endsWith("Thread.sleep") || called.matches(".*TimeUnit\\.[A-Z]+\\.sleep")) {
      report(member, called + ": wait for a condition or step the clock");
    }
    return super.visitMemberSelect(member, owner);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable ClassTree owner) {
    if (annotation.getAnnotationType().toString().matches("(?:.*\\.)?Disabled")) {
      report(annotation, "a disabled test");
    }
    return super.visitAnnotation(annotation, owner);
  }

  // The body counts: tables in annotations and long parameter lists are read, not followed.
  private void checkLines(MethodTree method) {
    BlockTree body = method.getBody();
    if (body == null) {
      return;
    }
    long lines = line(positions.getEndPosition(unit, body)) - line(start(body)) + 1;
    int limit = SourceFile.isTest(path) ? 30 : 40;
    if (lines > limit) {
      report(method, "%s has %d lines, at most %d".formatted(method.getName(), lines, limit));
    }
  }

  // Records are the cure for long lists; a table has as many columns as it needs; the signature of
  // an override is somebody else's.
  private static boolean isExempt(MethodTree method, @Nullable ClassTree owner) {
    boolean ofRecord = owner != null && owner.getKind() == Tree.Kind.RECORD;
    return (ofRecord && method.getReturnType() == null)
        || method.getModifiers().getAnnotations().stream()
            .map(annotation -> annotation.getAnnotationType().toString())
            .anyMatch(name -> name.equals("Override") || name.equals("ParameterizedTest"));
  }

  private void report(Tree tree, String violation) {
    found.add("%s:%d: %s".formatted(path, line(start(tree)), violation));
  }

  private long start(Tree tree) {
    return positions.getStartPosition(unit, tree);
  }

  private long line(long position) {
    return unit.getLineMap().getLineNumber(position);
  }
}

package io.windlass.devcluster.cel;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compiles expressions with the functions that Kubernetes has. Immutable and thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
final class Expressions {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .build();
  private static final Cel KUBERNETES = environment();
  // What the parser says; the API server marks it as such.
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?m)^(ERROR: <input>:\\d+:\\d+: )"
              + "((?:mismatched|extraneous|missing|no viable|token recognition) )");

  private final Cel environment;

  private Expressions(Cel environment) {
    this.environment = environment;
  }

  /** What came of compiling an expression. */
  sealed interface Compiled {
    /** It can be run. */
    record Usable(Expression expression) implements Compiled {}

    /** It cannot, and why. */
    record Faulty(String why) implements Compiled {}
  }

  /** An environment with these variables, whose types are declared by {@code types}. */
  static Expressions with(Map<String, CelType> variables, DeclaredTypes types) {
    var builder = KUBERNETES.toCelBuilder().setTypeProvider(types.provider());
    variables.forEach(builder::addVar);
    return new Expressions(builder.build());
  }

  private static Cel environment() {
    Overloads functions = new Overloads();
    NetworkFunctions.declare(functions);
    ValueFunctions.declare(functions);
    AuthorityFunctions.declare(functions);
    return CelFactory.legacyCelBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addCompilerLibraries(
            CelExtensions.strings(),
            CelExtensions.sets(OPTIONS),
            CelExtensions.optional(),
            CelExtensions.comprehensions())
        .addRuntimeLibraries(
            CelExtensions.strings(),
            CelExtensions.sets(OPTIONS),
            CelExtensions.optional(),
            CelExtensions.comprehensions())
        .addFunctionDeclarations(functions.declarations())
        .addFunctionBindings(functions.bindings())
        .build();
  }

  /** Compiles; it may result in anything. */
  Compiled compile(String text) {
    return compile(text, Optional.empty(), "");
  }

  /** Compiles; what it results in must be of a type. */
  Compiled compile(String text, CelType wanted, String otherwise) {
    return compile(text, Optional.of(wanted), otherwise);
  }

  private Compiled compile(String text, Optional<CelType> wanted, String otherwise) {
    CelValidationResult result = environment.compile(text);
    if (result.hasError()) {
      String why = SYNTAX.matcher(result.getErrorString()).replaceAll("$1Syntax error: $2");
      return new Compiled.Faulty("compilation failed: " + why);
    }
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      if (wanted.isPresent() && !tree.getResultType().equals(wanted.get())) {
        return new Compiled.Faulty(otherwise);
      }
      CelRuntime.Program program = environment.createProgram(tree);
      return new Compiled.Usable(new Expression(program, tree.getResultType(), usesOldSelf(tree)));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Compiled.Faulty(String.valueOf(e.getMessage()));
    }
  }

  private static boolean usesOldSelf(CelAbstractSyntaxTree tree) {
    return tree.getReferenceMap().values().stream()
        .anyMatch(reference -> reference.name().equals("oldSelf"));
  }
}

package io.windlass.manager.report;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells whoever called a command wrongly what is wrong, and where the help is. Exit code 2. */
public final class UsageReport implements IParameterExceptionHandler {
  private static final int USAGE = 2;

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("windlass: " + failure.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("  See: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return USAGE;
  }
}

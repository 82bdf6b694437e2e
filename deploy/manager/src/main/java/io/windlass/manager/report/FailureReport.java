package io.windlass.manager.report;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells a failed command's user what, where and what to do. Only what nobody expected comes with
 * its stack trace.
 */
public final class FailureReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    explain(failure)
        .ifPresentOrElse(
            told -> {
              err.println("windlass: " + told.getMessage());
              err.println("  " + told.remedy());
            },
            () -> {
              err.println("windlass: a defect, please report it with what follows");
              failure.printStackTrace(err);
            });
    err.flush();
    return 1;
  }

  /** The failure in words, if it is one that the world may cause; empty for a defect. */
  static Optional<CommandFailure> explain(Throwable failure) {
    return chain(failure)
        .filter(BindException.class::isInstance)
        .findFirst()
        .map(FailureReport::portTaken)
        .or(() -> chain(failure).map(FailureReport::known).flatMap(Optional::stream).findFirst());
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, link -> link != null, Throwable::getCause).limit(20);
  }

  private static CommandFailure portTaken(Throwable bind) {
    return new CommandFailure(
        "cannot listen: " + bind.getMessage(), "End what listens there, or choose another port");
  }

  private static Optional<CommandFailure> known(Throwable link) {
    return switch (link) {
      case CommandFailure told -> Optional.of(told);
      case KubernetesClientException answered when answered.getCode() > 0 ->
          Optional.of(refused(answered));
      case IOException broken ->
          Optional.of(
              new CommandFailure(
                  "the connection to the cluster failed: " + words(broken),
                  "Check that the cluster is up and that the kubeconfig names it"));
      default -> Optional.empty();
    };
  }

  private static CommandFailure refused(KubernetesClientException answered) {
    String remedy =
        switch (answered.getCode()) {
          case 401 -> "Check the user of the kubeconfig: the server does not know it";
          case 403 -> "Give the user of the kubeconfig the permission that the message names";
          default -> "The server's answer says why";
        };
    return new CommandFailure(
        "the API server answered %d: %s".formatted(answered.getCode(), answered.getMessage()),
        remedy);
  }

  private static String words(IOException broken) {
    String message = Optional.ofNullable(broken.getMessage()).orElse("no reason given");
    return broken.getClass().getSimpleName() + ": " + message;
  }
}

package io.windlass.manager.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Says that a cluster is up: one line to paste, then a few commands worth trying. */
record ReadyLine(PrintWriter out) {
  void print(Path kubeconfig, List<String> worthTrying) {
    out.println("ready: export KUBECONFIG=" + quoted(kubeconfig.toAbsolutePath().normalize()));
    out.println("In another terminal, after that line:");
    worthTrying.forEach(command -> out.println("  " + command));
    out.println("Ctrl-C ends the cluster and all that is in it.");
    out.flush();
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9_./+:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

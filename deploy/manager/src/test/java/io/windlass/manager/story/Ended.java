package io.windlass.manager.story;

import io.windlass.manager.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A command of the launcher that has ended: its exit code and what it printed. */
record Ended(int code, String out, String err) {
  /**
   * Runs one against the cluster and the namespace of a test.
   *
   * @param command words with spaces between them
   */
  static Ended run(ClusterExtension cluster, String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(
        List.of("--kubeconfig", cluster.kubeconfig().toString(), "-n", cluster.namespace()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int code = line.execute(arguments.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }
}

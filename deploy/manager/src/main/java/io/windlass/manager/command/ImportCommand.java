package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.autoscaling.migrate.Handover;
import io.windlass.core.autoscaling.migrate.Moved;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.migration.ClusterOrigin;
import io.windlass.manager.migration.FileOrigin;
import io.windlass.manager.migration.Migration;
import io.windlass.manager.migration.Origin;
import io.windlass.manager.migration.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windlass import}: another autoscaler's document as a TimedPodAutoscaler. */
@Command(
    name = "import",
    description = {
      "Print the TimedPodAutoscaler that does what a CronHPA, an HPA or a KEDA ScaledObject does,"
          + " in DryRun, and tell where it differs.",
      "What is ambiguous is refused with the reason (exit code 1); nothing is written to the"
          + " cluster."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ImportCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The answer for a machine. */
  record Report(JsonNode object, List<String> notes, List<String> refusals, List<String> steps) {}

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "cronhpa|hpa|keda", description = "What it is.")
  private Origin.Kind kind = Origin.Kind.CRONHPA;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAMESPACE/NAME",
      description = "Which one; with -f only if the file has several.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "Read a file instead of a cluster; HPAs in it belong to the CronHPA.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "Zone of the CronHPA controller (default: TZ of Deployment kubernetes-cronhpa-controller"
              + " in kube-system).")
  private Optional<String> timeZone = Optional.empty();

  @Option(
      names = "--from-hpa",
      description = "Move the HPA that scales the CronHPA's workload with it.")
  private boolean fromHpa;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|yaml",
      defaultValue = "table",
      description =
          "The document as YAML with the report on standard error, or both as one document"
              + " (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    Optional<Subject> subject = name.map(this::subject);
    Moved moved;
    if (file.isPresent()) {
      moved = migration(FileOrigin.read(file.get())).move(kind, subject);
    } else {
      try (KubernetesClient client = cluster.connect()) {
        moved = migration(new ClusterOrigin(client)).move(kind, subject);
      }
    }
    print(moved);
    return moved.refusals().isEmpty() ? 0 : 1;
  }

  private Subject subject(String typed) {
    try {
      return Subject.parse(typed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Migration migration(Origin origin) {
    return new Migration(origin, timeZone, fromHpa, Instant.now());
  }

  private void print(Moved moved) throws IOException {
    boolean refused = !moved.refusals().isEmpty();
    List<String> steps = refused ? List.of() : Handover.steps(kind.resource(), moved.object());
    JsonNode object = JSON.readTree(JsonText.canonical(shown(moved.object())));
    if (output != Output.TABLE) {
      Report report =
          new Report(refused ? JSON.nullNode() : object, moved.notes(), moved.refusals(), steps);
      output.print(spec.commandLine().getOut(), List.of(), report);
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (!refused) {
      out.print(Serialization.asYaml(object));
      out.flush();
    }
    PrintWriter err = spec.commandLine().getErr();
    moved.refusals().forEach(why -> err.println("refused: " + why));
    moved.notes().forEach(note -> err.println("note: " + note));
    for (int step = 0; step < steps.size(); step++) {
      err.println("step %d: %s".formatted(step + 1, steps.get(step)));
    }
    err.flush();
  }

  // Empty lists and objects say nothing.
  private static Json.Obj shown(Json.Obj object) {
    Json.Obj spec = object.object("spec");
    return spec.items("windows").isEmpty() ? object.with("spec", spec.without("windows")) : object;
  }
}

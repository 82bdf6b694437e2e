package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.manager.GivenCluster;
import io.windlass.manager.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;

/** The page about rollouts, line by line. */
@ResourceLock(providers = GivenCluster.class)
class RolloutPageIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final Path ROOT = Path.of(System.getProperty("windlass.root"));
  private static final Pattern PATCH = Pattern.compile("kubectl patch clone canary .*'(.*)'");
  private static final String APPLY = "kubectl apply -f ";

  @Test
  void everyLineOfThePageWorks() throws IOException {
    List<String> lines = lines(Files.readString(ROOT.resolve("deploy/docs/rollouts.md")));
    assertThat(lines).hasSizeGreaterThan(8);
    for (String line : lines) {
      Matcher patch = PATCH.matcher(line);
      if (line.startsWith(APPLY)) {
        Path sample = ROOT.resolve(line.substring(APPLY.length()));
        Shop.create(CLUSTER, "canary", Files.readString(sample));
      } else if (patch.matches()) {
        Shop.existing(CLUSTER, "canary").merge(patch.group(1));
      } else {
        StringWriter said = new StringWriter();
        assertThat(windlass(line, said)).as("%s\n%s", line, said).isZero();
      }
    }
    // The status of the CloneSet is ahead of what its pods' containers tell.
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(Shop.existing(CLUSTER, "canary").running("shop:1")).isEqualTo(5));
  }

  private static int windlass(String line, StringWriter said) {
    List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
    assertThat(arguments.removeFirst()).isEqualTo("./windlass");
    arguments.addAll(
        List.of("--kubeconfig", CLUSTER.kubeconfig().toString(), "-n", CLUSTER.namespace()));
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(said));
    command.setErr(new PrintWriter(said));
    return command.execute(arguments.toArray(String[]::new));
  }

  private static List<String> lines(String page) {
    String block = page.substring(page.indexOf("```\n") + 4);
    return block.substring(0, block.indexOf("```")).lines().toList();
  }
}

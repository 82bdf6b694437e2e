package io.windlass.manager.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this build is, and what it runs on. */
public final class Version implements IVersionProvider {
  /** The release, as the build wrote it. */
  public static String release() {
    Properties build = new Properties();
    try (InputStream written =
        Objects.requireNonNull(
            Version.class.getResourceAsStream("/windlass-build.properties"),
            "windlass-build.properties is not in the jar")) {
      build.load(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }

  /** What the API server's audit calls the controllers. */
  public static String managerAgent() {
    return "windlass-manager/" + release();
  }

  @Override
  public String[] getVersion() {
    Runtime.Version java = Runtime.version();
    return new String[] {
      "windlass " + release(),
      "compatible with OpenKruise 1.9 (apps.kruise.io/v1alpha1 CloneSet)",
      "on Java " + java + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }
}

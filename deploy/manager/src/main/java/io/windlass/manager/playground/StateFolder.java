package io.windlass.manager.playground;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where commands keep files between runs. */
public final class StateFolder {
  private StateFolder() {}

  /**
   * {@code .windlass} in the folder of the launcher, or, without a launcher, {@code windlass} in
   * the user's folder for state as the XDG base directory specification has it.
   *
   * @param launcher the launcher's folder, if there was a launcher
   * @param environment of this process
   */
  public static Path of(Optional<Path> launcher, Map<String, String> environment, Path userHome) {
    return launcher
        .map(home -> home.resolve(".windlass"))
        .orElseGet(() -> xdg(environment, userHome).resolve("windlass"));
  }

  /** The same for this process. */
  public static Path ofThisProcess() {
    Optional<Path> launcher =
        Optional.ofNullable(System.getProperty("windlass.home")).map(Path::of);
    return of(launcher, System.getenv(), Path.of(System.getProperty("user.home")));
  }

  private static Path xdg(Map<String, String> environment, Path userHome) {
    return Optional.ofNullable(environment.get("XDG_STATE_HOME"))
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .orElseGet(() -> userHome.resolve(".local").resolve("state"));
  }
}

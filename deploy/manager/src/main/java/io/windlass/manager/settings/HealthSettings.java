package io.windlass.manager.settings;

/**
 * Where {@code /healthz}, {@code /readyz} and {@code /metrics} are served.
 *
 * @param address the address to listen on
 * @param port the port; 0 means that nothing is served
 */
public record HealthSettings(String address, int port) {
  public HealthSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  public boolean isServed() {
    return port != 0;
  }
}

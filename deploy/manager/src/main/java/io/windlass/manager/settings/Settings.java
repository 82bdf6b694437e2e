package io.windlass.manager.settings;

import io.windlass.manager.wiring.RuntimeSettings;

/** Everything that a manager is told, read once at start. */
public record Settings(
    RuntimeSettings runtime, LeadershipSettings leadership, HealthSettings health) {}

package io.windlass.house.planted.core.model;

import io.windlass.house.planted.core.plan.UpwardPlan;
import java.util.Optional;

/** Breaks: the model sees nothing else of ours. */
public record UpwardModel(Optional<UpwardPlan> plan) {}

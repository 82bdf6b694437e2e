package io.windlass.house.planted.core.plan;

import io.windlass.house.planted.core.alpha.Alpha;
import io.windlass.house.planted.runtime.Engine;
import java.util.List;

/** Breaks: shared decisions see no workload; core sees only core. */
public record UpwardPlan(Alpha alpha, List<Engine> engines) {}

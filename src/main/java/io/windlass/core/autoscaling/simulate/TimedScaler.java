package io.windlass.core.autoscaling.simulate;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.decide.Decider;
import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.pace.Memory;

/** The autoscaler of this house. */
record TimedScaler(AutoscalerRules rules, Memory memory) implements Scaler {
  @Override
  public Turn turn(Sight sight) {
    Memory remembered =
        memory.equals(Memory.EMPTY) ? Memory.first(sight.now(), sight.current()) : memory;
    Look look =
        new Look(sight.now(), sight.current(), sight.readings(), remembered, sight.zeroIsOurs());
    Decision decision = Decider.decide(rules, look);
    Memory next = decision.memory().changing(sight.now(), sight.current(), decision.desired());
    return new Turn(
        decision.desired(), decision.reason(), decision.why(), new TimedScaler(rules, next));
  }
}

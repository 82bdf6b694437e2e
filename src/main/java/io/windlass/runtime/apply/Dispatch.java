package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.apply.Chains.Chain;
import io.windlass.runtime.apply.Chains.Link;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One plan while it is carried out.
 *
 * <p>The calling thread takes chains from the agenda one by one, and so does each helper that the
 * lane finds room for; a helper that comes late finds nothing and leaves. So the caller never
 * depends on a helper: it waits only for chains that are in flight on other threads. Where all work
 * runs on the thread that steps, it does everything itself.
 */
final class Dispatch {
  private final Sender sender;
  private final Budget budget;
  private final Chains chains;
  private final Agenda agenda;
  private final Crew helpers;
  private final Ledger ledger = new Ledger();

  /** Where other threads help, and how many. */
  record Crew(Scheduler.Lane lane, int most) {}

  /** What the process may send, shared by all plans. */
  record Budget(FairBucket bucket, Brake brake) {}

  Dispatch(Sender sender, Budget budget, Chains chains, Crew helpers) {
    this.sender = sender;
    this.budget = budget;
    this.chains = chains;
    this.agenda = new Agenda(chains.chains());
    this.helpers = helpers;
  }

  /** Carries a plan out whose actions are the chains. */
  Execution execute(Plan plan) {
    sendChains();
    boolean statusWritten = plan.status().map(this::writeStatus).orElse(false);
    Execution execution = ledger.close(statusWritten);
    if (execution.retryAt().isEmpty()) {
      budget.bucket.leave(sender.owner());
    }
    return execution;
  }

  private void sendChains() {
    try {
      if (!chains.announceFirst().isEmpty() && maySend()) {
        chains.announceFirst().forEach(sender::announce);
      }
      if (chains.cut() > 0) {
        ledger.holdBack(sender.now());
      }
      callHelpers(agenda.ready());
      Optional<Chain> next = agenda.await();
      while (next.isPresent()) {
        carry(next.get());
        next = agenda.await();
      }
    } finally {
      agenda.stopAndAwait();
    }
  }

  /**
   * The thread that made chains ready carries one of them itself. A helper carries chains until
   * none is ready, so no more are called than may run at once.
   */
  private void callHelpers(int ready) {
    for (int i = 1; i < Math.min(ready, helpers.most() + 1); i++) {
      helpers.lane().fork(this::help);
    }
  }

  private void help() {
    Optional<Chain> next = agenda.poll();
    while (next.isPresent()) {
      carry(next.get());
      next = agenda.poll();
    }
  }

  private void carry(Chain chain) {
    boolean wentWell = false;
    try {
      wentWell = hasTokens(chain) && sendLinks(chain);
    } finally {
      callHelpers(agenda.ended(chain, wentWell));
    }
  }

  private boolean hasTokens(Chain chain) {
    int links = chain.links().size();
    if (budget.bucket.take(sender.owner(), links)) {
      return true;
    }
    agenda.stop();
    Instant until = budget.bucket.waitFor(sender.want(links, chains.writes() - ledger.sent()));
    sender.heldBackUntil(until);
    ledger.holdBack(until);
    return false;
  }

  private boolean sendLinks(Chain chain) {
    for (Link link : chain.links()) {
      if (!maySend() || !send(link)) {
        return false;
      }
      link.announces().forEach(sender::announce);
    }
    return true;
  }

  private boolean maySend() {
    if (ledger.isStopped()) {
      return false;
    }
    boolean valid = sender.isValid();
    if (!valid) {
      ledger.stop(Execution.Stop.OVERTAKEN);
      agenda.stop();
    }
    return valid;
  }

  private boolean send(Link link) {
    return switch (budget.brake.ask()) {
      case Brake.Leave.Go go -> send(link, go);
      case Brake.Leave.Wait(Instant until) -> throttled(until);
    };
  }

  private boolean send(Link link, Brake.Leave.Go go) {
    Action action =
        ledger
            .answer(link.action().target())
            .map(answer -> Preconditions.after(answer, link.action()))
            .orElse(link.action());
    WriteResult result = new WriteResult.Unknown("the writer threw");
    try {
      result = sender.send(action);
    } finally {
      budget.brake.ended(go, result);
      ledger.enter(link, result);
    }
    return switch (result) {
      case WriteResult.Applied _ -> true;
      case WriteResult.Throttled(Duration wait) -> throttled(sender.now().plus(wait));
      case WriteResult.Conflict _, WriteResult.Refused _, WriteResult.Unknown _ -> false;
    };
  }

  private boolean throttled(Instant until) {
    ledger.stop(Execution.Stop.THROTTLED);
    ledger.holdBack(until);
    agenda.stop();
    return false;
  }

  private boolean writeStatus(Action.Patch status) {
    budget.bucket.takeOnCredit();
    return maySend() && send(new Link(Ledger.STATUS, status, List.of()));
  }
}

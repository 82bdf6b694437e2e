package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.apply.Chains.Chain;
import io.windlass.runtime.apply.Chains.Link;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.WriteResult;
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
  private final TokenBucket bucket;
  private final Chains chains;
  private final Agenda agenda;
  private final Scheduler.Lane helpers;
  private final Ledger ledger = new Ledger();

  Dispatch(Sender sender, TokenBucket bucket, Chains chains, Scheduler.Lane helpers) {
    this.sender = sender;
    this.bucket = bucket;
    this.chains = chains;
    this.agenda = new Agenda(chains.chains());
    this.helpers = helpers;
  }

  /** Carries a plan out whose actions are the chains. */
  Execution execute(Plan plan) {
    sendChains();
    boolean statusWritten = plan.status().map(this::writeStatus).orElse(false);
    return ledger.close(statusWritten);
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

  /** The thread that made chains ready carries one of them itself. */
  private void callHelpers(int ready) {
    for (int i = 1; i < ready; i++) {
      helpers.fork(this::help);
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
    if (bucket.take(chain.links().size())) {
      return true;
    }
    agenda.stop();
    ledger.holdBack(bucket.whenAvailable(chains.writes() - ledger.sent()));
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
      ledger.invalidate();
      agenda.stop();
    }
    return valid;
  }

  private boolean send(Link link) {
    Action action =
        ledger
            .answer(link.action().target())
            .map(answer -> Preconditions.after(answer, link.action()))
            .orElse(link.action());
    WriteResult result = new WriteResult.Unknown("the writer threw");
    try {
      result = sender.send(action);
    } finally {
      ledger.enter(link, result);
    }
    if (result instanceof WriteResult.Throttled throttled) {
      ledger.throttle(sender.now().plus(throttled.retryAfter()));
      agenda.stop();
    }
    return result instanceof WriteResult.Applied;
  }

  private boolean writeStatus(Action.Patch status) {
    bucket.takeOnCredit();
    return maySend() && send(new Link(Integer.MAX_VALUE, status, List.of()));
  }
}

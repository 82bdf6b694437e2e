package io.windlass.runtime.apply;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Precondition;
import io.windlass.core.plan.Action.Target;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.FakeWriter;
import io.windlass.runtime.testing.RecordedMetrics;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A pipeline on stepped time in front of a {@link FakeWriter}, and short words for actions. */
final class PipelineRig {
  static final ResourceKind KIND = new ResourceKind("g", "v1", "CloneSet", "clonesets");
  static final Target OWNER = new Target(KIND, new ObjectKey("ns", "owner"));

  final SteppedTicker ticker = new SteppedTicker();
  final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
  final RecordedMetrics metrics = new RecordedMetrics();
  final FakeWriter writer = new FakeWriter();
  final WritePipeline pipeline;
  private final List<String> events = new ArrayList<>();
  private final AtomicInteger checksLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final Limits limits;

  PipelineRig(Limits limits) {
    this(limits, (_, result) -> result);
  }

  /** A rig whose answers pass through {@code border} on their way back. */
  PipelineRig(Limits limits, BiFunction<Action, WriteResult, WriteResult> border) {
    this.limits = limits;
    Writer bordered =
        new Writer() {
          @Override
          public WriteResult write(Action action) {
            return border.apply(action, writer.write(action));
          }

          @Override
          public boolean refresh(Target target) {
            return writer.refresh(target);
          }
        };
    var platform = scheduler.platform(metrics);
    pipeline =
        new WritePipeline(
            new WritePipeline.Ports(bordered, event -> events.add(event.message()), platform),
            new Expectations(platform, Expectations.TIMEOUT),
            limits);
  }

  PipelineRig with(BiFunction<Action, WriteResult, WriteResult> border) {
    return new PipelineRig(limits, border);
  }

  /** The plan is wanted at so many checks, and never after. */
  void validFor(int checks) {
    checksLeft.set(checks);
  }

  Execution execute(Action... actions) {
    return execute(new Plan(List.of(actions), Optional.empty(), Optional.empty(), List.of()));
  }

  Execution execute(Plan plan) {
    return pipeline.execute(
        plan, new PlanScope(OWNER, Priority.CHANGE, () -> checksLeft.getAndDecrement() > 0));
  }

  Plan plan(List<Action> actions, Action.Patch status) {
    return new Plan(actions, Optional.of(status), Optional.empty(), List.of());
  }

  /** What was sent, for example {@code patch a}. */
  List<String> sent() {
    return writer.sent().stream().map(PipelineRig::text).toList();
  }

  List<String> events() {
    return events;
  }

  /** What was required of an object, write by write. */
  List<Precondition> preconditions(String name) {
    return writer.sent().stream()
        .filter(action -> action.target().key().name().equals(name))
        .map(PipelineRig::precondition)
        .toList();
  }

  static Target pod(String name) {
    return new Target(ResourceKind.POD, new ObjectKey("ns", name));
  }

  static Action.Patch patch(String pod, long version) {
    return new Action.Patch(
        pod(pod), "", Action.PatchType.MERGE, Json.Obj.EMPTY, new Precondition("", version));
  }

  static Action.Patch status(long version) {
    return new Action.Patch(
        OWNER, "status", Action.PatchType.MERGE, Json.Obj.EMPTY, new Precondition("uo", version));
  }

  static Action.Create newPod(String pod) {
    return new Action.Create(pod(pod), Json.Obj.EMPTY);
  }

  static Action.Announce announce(String message) {
    return new Action.Announce(OWNER, "uo", Action.Severity.NORMAL, "Test", message);
  }

  private static String text(Action action) {
    String verb = action.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String subresource =
        action instanceof Action.Patch patch && !patch.subresource().isEmpty()
            ? " " + patch.subresource()
            : "";
    return verb + subresource + " " + action.target().key().name();
  }

  private static Precondition precondition(Action action) {
    return switch (action) {
      case Action.Patch patch -> patch.precondition();
      case Action.Delete delete -> delete.precondition();
      case Action.Create _, Action.Apply _, Action.Announce _ -> Precondition.NONE;
    };
  }
}

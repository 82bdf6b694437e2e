package io.windlass.core.autoscaling.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arithmetic on what pods measure, for one metric at one look. */
record PodArithmetic(MetricSpec metric, Proposals.Look look) {

  /** A pod's amount and what it requests; the request is 0 where it does not matter. */
  private record Amount(long milli, long request) {}

  private record Ratio(double value, String words) {}

  Proposal proposal(List<PodReading> pods) {
    Optional<String> unasked =
        isUtilization()
            ? pods.stream()
                .filter(pod -> pod.requestMilli().isEmpty())
                .map(PodReading::name)
                .findFirst()
            : Optional.empty();
    if (unasked.isPresent()) {
      return Proposals.fails(
          metric, "missing request for %s in pod %s".formatted(metric.subject(), unasked.get()));
    }
    PodClasses classes = PodClasses.of(pods, metric.isCpu(), look.now(), look.timing());
    if (classes.ready().isEmpty()) {
      return Proposals.fails(metric, "no sample of a ready pod (%s)".formatted(classes.counts()));
    }
    return proposal(classes);
  }

  private Proposal proposal(PodClasses classes) {
    List<Amount> measured = new ArrayList<>(classes.ready().stream().map(this::amount).toList());
    if (isUtilization() && measured.stream().mapToLong(Amount::request).sum() == 0) {
      return Proposals.fails(metric, "the pods request nothing");
    }
    Ratio first = ratio(measured);
    String detail = "%s; %s".formatted(first.words(), classes.counts());
    boolean waitsForUnready = !classes.unready().isEmpty() && first.value() > 1;
    if (!waitsForUnready && classes.missing().isEmpty()) {
      return look.tolerance().covers(first.value())
          ? Proposals.within(metric, look.current(), detail)
          : asks(first.value() * measured.size(), detail);
    }
    enlarge(measured, classes, first.value());
    return enlarged(measured, first.value(), detail);
  }

  // Guesses that slow the change down: what is not known is taken to be against it.
  private void enlarge(List<Amount> measured, PodClasses classes, double ratio) {
    for (PodReading pod : classes.missing()) {
      if (ratio < 1) {
        measured.add(guess(pod));
      } else if (ratio > 1) {
        measured.add(new Amount(0, request(pod)));
      }
    }
    if (ratio > 1) {
      classes.unready().forEach(pod -> measured.add(new Amount(0, request(pod))));
    }
  }

  private Proposal enlarged(List<Amount> amounts, double first, String detail) {
    Ratio again = ratio(amounts);
    String words = detail + "; with guesses " + again.words();
    double ratio = again.value();
    boolean turned = (first < 1 && ratio > 1) || (first > 1 && ratio < 1);
    if (look.tolerance().covers(ratio) || turned) {
      return Proposals.within(metric, look.current(), words);
    }
    long replicas = Proposals.count(Math.ceil(ratio * amounts.size()));
    boolean wrongWay =
        (ratio < 1 && replicas > look.current()) || (ratio > 1 && replicas < look.current());
    return wrongWay
        ? Proposals.within(metric, look.current(), words)
        : Proposals.asks(metric, replicas, look, words);
  }

  private Proposal asks(double replicas, String detail) {
    return Proposals.asks(metric, Proposals.count(Math.ceil(replicas)), look, detail);
  }

  private boolean isUtilization() {
    return metric.target() instanceof MetricTarget.Utilization;
  }

  private Amount amount(PodReading pod) {
    return new Amount(pod.usage(), request(pod));
  }

  private static long request(PodReading pod) {
    return pod.requestMilli().orElse(0);
  }

  private Amount guess(PodReading pod) {
    return switch (metric.target()) {
      case MetricTarget.Utilization(long percent) ->
          new Amount(request(pod) * Math.max(100, percent) / 100, request(pod));
      case MetricTarget.AverageValue(long milli) -> new Amount(milli, request(pod));
      case MetricTarget.Value(long milli) -> new Amount(milli, request(pod));
    };
  }

  private Ratio ratio(List<Amount> amounts) {
    long total = amounts.stream().mapToLong(Amount::milli).sum();
    return switch (metric.target()) {
      case MetricTarget.Utilization(long percent) -> {
        long requested = amounts.stream().mapToLong(Amount::request).sum();
        long used = 100 * total / requested;
        double ratio = (double) used / percent;
        yield new Ratio(
            ratio,
            "usage %dm / requests %dm = %d%% of %d%%; ratio %s"
                .formatted(total, requested, used, percent, Proposals.ratio(ratio)));
      }
      case MetricTarget.AverageValue(long milli) -> average(total, amounts.size(), milli);
      case MetricTarget.Value(long milli) -> average(total, amounts.size(), milli);
    };
  }

  private static Ratio average(long total, int pods, long target) {
    long average = total / pods;
    double ratio = (double) average / target;
    return new Ratio(
        ratio,
        "average %s against %s; ratio %s"
            .formatted(Proposals.milli(average), Proposals.milli(target), Proposals.ratio(ratio)));
  }
}

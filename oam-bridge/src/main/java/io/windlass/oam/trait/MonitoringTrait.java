package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.environment.Environment.Monitoring;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.TraitReport;
import io.windlass.oam.render.TraitReport.State;
import java.util.List;
import java.util.Optional;

/**
 * Metrics of the component are collected.
 *
 * @param port 0 for the first that the component has
 */
record MonitoringTrait(int port, String path, String interval, Node properties) implements Trait {
  private static final Kind SERVICE_MONITOR =
      new Kind("monitoring.coreos.com/v1", "ServiceMonitor");

  static Optional<Trait> read(Node properties) {
    properties.only("port", "path", "interval");
    String interval = properties.text("interval").orElse("30s");
    if (!interval.matches("([0-9]{1,6}(ms|s|m|h))+")) {
      properties.errorAt(
          "interval", Node.INVALID, "\"%s\" is no duration such as 30s".formatted(interval));
    }
    return Optional.of(
        new MonitoringTrait(
            properties.whole("port", 1, 65535).orElse(0),
            properties.text("path").orElse("/metrics"),
            interval,
            properties));
  }

  @Override
  public TraitType type() {
    return TraitType.MONITORING;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    Monitoring monitoring = site.environment().monitoring();
    if (monitoring == Monitoring.NONE) {
      return draft.report(
          Trait.without(
              this,
              State.NOT_OFFERED,
              "environment \"%s\" collects no metrics".formatted(site.environment().name())));
    }
    Optional<String> name = portName(draft);
    boolean served = site.served().serves(SERVICE_MONITOR);
    if (monitoring == Monitoring.SERVICE_MONITOR && served && name.isPresent()) {
      Json.Obj object = monitor(site, name.get());
      return draft
          .with(Trait.object(site, this, object))
          .report(Trait.applied(this, ObjectRef.of(object)));
    }
    String why =
        monitoring == Monitoring.ANNOTATIONS
            ? ""
            : served
                ? "annotations: the Service has no such port"
                : "annotations: the cluster serves no ServiceMonitor";
    return draft
        .template(template -> annotated(template, draft))
        .report(new TraitReport(word(), State.APPLIED, List.of(), why));
  }

  private Optional<String> portName(Draft draft) {
    return draft.service().stream()
        .flatMap(service -> service.items("spec", "ports").stream())
        .filter(it -> port == 0 || it.number("port").equals(Optional.of((long) port)))
        .flatMap(it -> it.text("name").stream())
        .findFirst();
  }

  private Json.Obj monitor(Site site, String portName) {
    Json.Obj endpoint =
        Json.Obj.EMPTY.with("port", portName).with("path", path).with("interval", interval);
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("selector", Json.Obj.EMPTY.with("matchLabels", site.selector()))
            .with("endpoints", Json.of(List.of(endpoint)));
    return site.traitObject(SERVICE_MONITOR, site.name("monitor")).with("spec", spec);
  }

  private Json.Obj annotated(Json.Obj template, Draft draft) {
    long number =
        port > 0
            ? port
            : draft.workload().items("spec", "template", "spec", "containers").stream()
                .flatMap(container -> container.items("ports").stream())
                .flatMap(it -> it.number("containerPort").stream())
                .findFirst()
                .orElse(0L);
    if (number == 0) {
      properties.errorAt("port", Node.MISSING, "the component has no port of its own");
    }
    Json.Obj metadata = template.object("metadata");
    Json.Obj annotations =
        metadata
            .object("annotations")
            .with("prometheus.io/scrape", "true")
            .with("prometheus.io/port", String.valueOf(number))
            .with("prometheus.io/path", path);
    return template.with("metadata", metadata.with("annotations", annotations));
  }
}

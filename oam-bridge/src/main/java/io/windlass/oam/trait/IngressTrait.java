package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.TraitReport.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Requests from outside for a host name.
 *
 * @param paths ports by path; 0 stands for the only port that there is
 * @param ingressClass empty for the environment's
 * @param properties where the operator wrote it
 */
record IngressTrait(
    String hostname,
    Map<String, Integer> paths,
    String pathType,
    List<String> tlsHosts,
    String tlsSecret,
    String ingressClass,
    Map<String, String> annotations,
    Node properties)
    implements Trait {
  private static final Kind INGRESS = new Kind("networking.k8s.io/v1", "Ingress");
  private static final String[] PORT = {"servicePort", "service_port", "port"};
  private static final String[] HOST = {"hostname", "domain"};

  static Optional<Trait> read(Node properties) {
    properties.only(
        "hostname",
        "domain",
        "path",
        "servicePort",
        "service_port",
        "port",
        "tlsHosts",
        "tls_hosts",
        "tlsSecretName",
        "tls_secret_name",
        "secretName",
        "class",
        "ingressClass",
        "annotations",
        "pathType",
        "http",
        "workloadRef");
    String host = properties.first(HOST);
    String secret = properties.first("tlsSecretName", "tls_secret_name", "secretName");
    String hostname = properties.requiredText(host);
    if (!hostname.isEmpty() && !hostname.matches("(\\*\\.)?[a-z0-9]([-.a-z0-9]{0,250}[a-z0-9])?")) {
      properties.errorAt(host, Node.INVALID, "\"%s\" is no host name".formatted(hostname));
    }
    return Optional.of(
        new IngressTrait(
            hostname,
            paths(properties),
            properties
                .word("pathType", "Prefix", "Exact", "ImplementationSpecific")
                .orElse("Prefix"),
            tlsHosts(properties),
            properties.text(secret).orElse(""),
            properties.text(properties.first("class", "ingressClass")).orElse(""),
            properties.textMap("annotations"),
            properties));
  }

  private static Map<String, Integer> paths(Node properties) {
    Map<String, Integer> paths = new TreeMap<>();
    if (properties.has("http")) {
      Node http = properties.child("http");
      http.json()
          .object()
          .fields()
          .keySet()
          .forEach(path -> http.whole(path, 1, 65535).ifPresent(port -> paths.put(path, port)));
      return paths;
    }
    String path = properties.text("path").orElse("/");
    if (!path.startsWith("/")) {
      properties.errorAt("path", Node.INVALID, "\"%s\" does not begin with /".formatted(path));
    }
    paths.put(path, properties.whole(properties.first(PORT), 1, 65535).orElse(0));
    return paths;
  }

  private static List<String> tlsHosts(Node properties) {
    String field = properties.first("tlsHosts", "tls_hosts");
    if (properties.raw(field).orElse(Json.Null.VALUE) instanceof Json.Arr) {
      return properties.texts(field);
    }
    return Arrays.stream(properties.text(field).orElse("").split(",", -1))
        .map(String::strip)
        .filter(host -> !host.isEmpty())
        .toList();
  }

  @Override
  public TraitType type() {
    return TraitType.INGRESS;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    List<Long> ports =
        draft.service().stream()
            .flatMap(service -> service.items("spec", "ports").stream())
            .flatMap(port -> port.number("port").stream())
            .toList();
    if (ports.isEmpty()) {
      properties.error("NoPort", "the component answers on no port that requests could go to");
      return draft;
    }
    List<Json> rules = new ArrayList<>();
    paths.forEach((path, port) -> rules.add(path(path, port(port, ports), site)));
    if (!site.environment().ingress().isServed()) {
      String message =
          "environment \"%s\" serves no Ingress; the Service is there"
              .formatted(site.environment().name());
      return draft.report(Trait.without(this, State.NOT_OFFERED, message));
    }
    Json.Obj object = object(site, rules);
    return draft
        .with(Trait.object(site, this, object))
        .report(Trait.applied(this, ObjectRef.of(object)));
  }

  /** The port asked for, if the Service has it; the only one if none was asked for. */
  private long port(int wanted, List<Long> ports) {
    String field = properties.has("http") ? "http" : properties.first(PORT);
    if (wanted == 0 && ports.size() > 1) {
      properties.errorAt(
          field, Node.MISSING, "the component answers on several ports %s".formatted(ports));
    } else if (wanted != 0 && !ports.contains((long) wanted)) {
      properties.errorAt(
          field,
          "NoSuchPort",
          "the component does not answer on port %d but on %s".formatted(wanted, ports));
    }
    return wanted == 0 ? ports.getFirst() : wanted;
  }

  private Json.Obj path(String path, long port, Site site) {
    Json.Obj service =
        Json.Obj.EMPTY
            .with("name", site.instance().name())
            .with("port", Json.Obj.EMPTY.with("number", Json.of(port)));
    return Json.Obj.EMPTY
        .with("path", path)
        .with("pathType", pathType)
        .with("backend", Json.Obj.EMPTY.with("service", service));
  }

  private Json.Obj object(Site site, List<Json> rules) {
    Json.Obj rule =
        Json.Obj.EMPTY
            .with("host", hostname)
            .with("http", Json.Obj.EMPTY.with("paths", Json.of(rules)));
    Json.Obj spec = Json.Obj.EMPTY.with("rules", Json.of(List.of(rule)));
    if (!tlsSecret.isEmpty()) {
      List<String> hosts = tlsHosts.isEmpty() ? List.of(hostname) : tlsHosts;
      Json.Obj tls =
          Json.Obj.EMPTY
              .with("secretName", tlsSecret)
              .with("hosts", Json.of(hosts.stream().map(Json::of).toList()));
      spec = spec.with("tls", Json.of(List.of(tls)));
    }
    Optional<String> className =
        Optional.of(ingressClass)
            .filter(it -> !it.isEmpty())
            .or(() -> site.environment().ingress().className());
    spec = className.isPresent() ? spec.with("ingressClassName", className.get()) : spec;
    Json.Obj object = site.traitObject(INGRESS, site.name("ingress")).with("spec", spec);
    return annotations.isEmpty()
        ? object
        : object.with(
            "metadata", object.object("metadata").with("annotations", Json.ofTexts(annotations)));
  }
}

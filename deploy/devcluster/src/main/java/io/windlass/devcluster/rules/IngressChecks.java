package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Ingresses and IngressClasses must be. Stateless. */
final class IngressChecks {
  private static final int MOST_PORT = 65_535;
  private static final List<String> SEQUENCES = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> SUFFIXES = List.of("/..", "/.");
  private static final Pattern WILDCARD = Pattern.compile("\\*(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+");

  private IngressChecks() {}

  static void ingress(At spec, FaultList faults) {
    At fallback = spec.field("defaultBackend");
    At rules = spec.field("rules");
    if (rules.value().isEmpty() && !fallback.isSet()) {
      faults.invalid(spec, "either `defaultBackend` or `rules` must be specified");
    }
    if (fallback.isSet()) {
      backend(fallback, faults);
    }
    rules.elements().forEach(rule -> rule(rule, faults));
    for (At tls : spec.field("tls").elements()) {
      tls.field("hosts").elements().forEach(host -> host(host, faults));
      if (!tls.field("secretName").isBlank()) {
        faults.format(tls.field("secretName"), Names::subdomain);
      }
    }
    if (spec.field("ingressClassName").isSet()) {
      faults.format(spec.field("ingressClassName"), Names::subdomain);
    }
  }

  private static void rule(At rule, FaultList faults) {
    At host = rule.field("host");
    if (!host.isBlank()) {
      if (isAddress(host.text())) {
        faults.invalid(host, "must be a DNS name, not an IP address");
      }
      host(host, faults);
    }
    At http = rule.field("http");
    if (http.isSet()) {
      if (http.field("paths").value().isEmpty()) {
        faults.required(http.field("paths"));
      }
      http.field("paths").elements().forEach(path -> path(path, faults));
    }
  }

  private static boolean isAddress(String host) {
    FaultList faults = new FaultList();
    PodRules.address(new At(TextNode.valueOf(host), ""), faults);
    return faults.causes().isEmpty();
  }

  private static void host(At host, FaultList faults) {
    if (!host.text().contains("*")) {
      faults.format(host, Names::subdomain);
    } else if (!WILDCARD.matcher(host.text()).matches()) {
      faults.invalid(host, "a wildcard DNS-1123 subdomain must start with '*.'");
    }
  }

  private static void path(At path, FaultList faults) {
    At type = path.field("pathType");
    At text = path.field("path");
    if (!type.isSet()) {
      faults.required(type, "pathType must be specified");
      return;
    }
    boolean absolute = text.text().startsWith("/");
    switch (type.text()) {
      case "Exact", "Prefix" -> {
        if (!absolute) {
          faults.invalid(text, text.text(), "must be an absolute path");
        }
        segments(text).forEach(why -> faults.invalid(text, why));
      }
      case "ImplementationSpecific" -> {
        if (!text.isBlank() && !absolute) {
          faults.invalid(text, "must be an absolute path");
        }
      }
      default -> faults.oneOf(type, List.of("Exact", "ImplementationSpecific", "Prefix"));
    }
    backend(path.field("backend"), faults);
  }

  private static List<String> segments(At path) {
    List<String> why = new ArrayList<>();
    SEQUENCES.stream()
        .filter(path.text()::contains)
        .forEach(s -> why.add("must not contain '%s'".formatted(s)));
    SUFFIXES.stream()
        .filter(path.text()::endsWith)
        .forEach(s -> why.add("cannot end with '%s'".formatted(s)));
    return why;
  }

  private static void backend(At backend, FaultList faults) {
    At resource = backend.field("resource");
    At service = backend.field("service");
    if (resource.isSet() && service.isSet()) {
      faults.invalid(backend, "", "cannot set both resource and service backends");
    } else if (resource.isSet()) {
      reference(resource, faults);
    } else if (service.isSet()) {
      if (service.field("name").isBlank()) {
        faults.required(service.field("name"));
      } else {
        faults.format(service.field("name"), Names::label1035);
      }
      port(backend, service.field("port"), faults);
    } else {
      faults.invalid(backend, "", "resource or service backend is required");
    }
  }

  private static void port(At backend, At port, FaultList faults) {
    boolean named = !port.field("name").isBlank();
    boolean numbered = port.field("number").value().asLong() != 0;
    if (named && numbered) {
      faults.invalid(backend, "", "cannot set both port name & port number");
    } else if (named) {
      faults.format(port.field("name"), Names::portName);
    } else if (numbered) {
      faults.between(port.field("number"), 1, MOST_PORT);
    } else {
      faults.required(backend, "port name or number is required");
    }
  }

  private static void reference(At reference, FaultList faults) {
    At group = reference.field("apiGroup");
    if (group.isSet()) {
      faults.format(group, Names::subdomain);
    }
    for (String field : List.of("kind", "name")) {
      if (reference.field(field).isBlank()) {
        faults.required(reference.field(field), field + " is required");
      } else {
        faults.format(reference.field(field), Names::pathSegment);
      }
    }
  }

  static void ingressClass(At spec, FaultList faults) {
    domainPath(spec.field("controller"), faults);
    At parameters = spec.field("parameters");
    if (!parameters.isSet()) {
      return;
    }
    reference(parameters, faults);
    At scope = parameters.field("scope");
    At namespace = parameters.field("namespace");
    faults.oneOf(scope, List.of("Cluster", "Namespace"));
    if (scope.text().equals("Namespace")) {
      if (!namespace.isSet()) {
        faults.required(namespace, "`parameters.scope` is set to 'Namespace'");
      } else {
        faults.format(namespace, Names::label);
      }
    }
    if (scope.text().equals("Cluster") && namespace.isSet()) {
      faults.forbidden(namespace, "`parameters.scope` is set to 'Cluster'");
    }
  }

  /** A domain, a slash and a path. */
  static void domainPath(At at, FaultList faults) {
    if (at.isBlank()) {
      faults.required(at, "");
      return;
    }
    String[] parts = at.text().split("/", 2);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      faults.invalid(at, "must be a domain-prefixed path (such as \"acme.io/foo\")");
      return;
    }
    Names.subdomain(parts[0]).forEach(why -> faults.invalid(at, parts[0], why));
  }
}

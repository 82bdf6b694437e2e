package io.windlass.devcluster.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** How a webhook may be addressed: by URL or by Service. Stateless. */
final class ClientConfigRules {
  private static final String FORM = "; desired format: https://host[/path]";
  private static final int MAX_PORT = 65_535;

  private ClientConfigRules() {}

  static void validate(At config, FaultList faults) {
    At url = config.field("url");
    At service = config.field("service");
    if (url.isSet() == service.isSet()) {
      faults.required(config, "exactly one of url or service is required");
    } else if (url.isSet()) {
      url(url, faults);
    } else {
      service(service, faults);
    }
  }

  private static void url(At url, FaultList faults) {
    URI uri;
    try {
      uri = new URI(url.text());
    } catch (URISyntaxException e) {
      faults.required(url, "url must be a valid URL: parse \"%s\": %s".formatted(url.text(), FORM));
      return;
    }
    if (!"https".equals(uri.getScheme())) {
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      faults.invalid(url, scheme, "'https' is the only allowed URL scheme" + FORM);
    }
    if (uri.getRawAuthority() == null) {
      faults.invalid(url, "", "host must be specified" + FORM);
    }
    if (uri.getRawUserInfo() != null) {
      faults.invalid(url, uri.getRawUserInfo(), "user information is not permitted in the URL");
    }
    if (uri.getRawFragment() != null) {
      faults.invalid(url, uri.getRawFragment(), "fragments are not permitted in the URL");
    }
    if (uri.getRawQuery() != null) {
      faults.invalid(url, uri.getRawQuery(), "query parameters are not permitted in the URL");
    }
  }

  private static void service(At service, FaultList faults) {
    // Kubernetes 1.32 takes the two for each other.
    if (service.field("name").isBlank()) {
      faults.required(service.field("namespace"), "service namespace is required");
    }
    if (service.field("namespace").isBlank()) {
      faults.required(service.field("name"), "service name is required");
    }
    At port = service.field("port");
    long number = port.value().asLong(1);
    if (number < 1 || number > MAX_PORT) {
      faults.invalid(port, "port is not valid: must be between 1 and 65535, inclusive");
    }
    path(service.field("path"), faults);
  }

  private static void path(At path, FaultList faults) {
    String text = path.text();
    if (text.isEmpty() || text.equals("/")) {
      return;
    }
    if (!text.startsWith("/")) {
      faults.invalid(path, "must start with a '/'");
    }
    String rest = text.substring(1);
    String inner = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    List<String> steps = List.of(inner.split("/", -1));
    for (int i = 0; i < steps.size(); i++) {
      String place = "segment[%d]".formatted(i);
      if (steps.get(i).isEmpty()) {
        faults.invalid(path, place + " may not be empty");
      } else {
        Names.subdomain(steps.get(i)).forEach(fault -> faults.invalid(path, place + ": " + fault));
      }
    }
  }
}

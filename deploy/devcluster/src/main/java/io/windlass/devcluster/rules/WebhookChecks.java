package io.windlass.devcluster.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** What configurations of admission webhooks must be, but for their CEL. Stateless. */
final class WebhookChecks {
  private static final int MOST_SECONDS = 30;
  private static final List<String> OPERATIONS =
      List.of("*", "CREATE", "UPDATE", "DELETE", "CONNECT");

  private WebhookChecks() {}

  static void configuration(At configuration, FaultList faults) {
    List<At> webhooks = configuration.field("webhooks").elements();
    for (At webhook : webhooks) {
      webhook(webhook, faults);
      versions(webhook.field("admissionReviewVersions"), faults);
    }
    faults.unique(webhooks, webhook -> webhook.field("name"));
  }

  private static void webhook(At webhook, FaultList faults) {
    qualified(webhook.field("name"), faults);
    webhook.field("rules").elements().forEach(rule -> rule(rule, faults));
    faults.oneOf(webhook.field("failurePolicy"), List.of("Fail", "Ignore"));
    faults.oneOf(webhook.field("matchPolicy"), List.of("Equivalent", "Exact"));
    At effects = webhook.field("sideEffects");
    if (effects.isSet()) {
      faults.oneOf(effects, List.of("None", "NoneOnDryRun"));
    } else {
      faults.required(effects, "must specify one of None, NoneOnDryRun");
    }
    At timeout = webhook.field("timeoutSeconds");
    if (timeout.value().asLong(1) < 1 || timeout.value().asLong(1) > MOST_SECONDS) {
      faults.invalid(timeout, "the timeout value must be between 1 and 30 seconds");
    }
    SelectorRules.labelSelector(webhook.field("namespaceSelector"), faults);
    SelectorRules.labelSelector(webhook.field("objectSelector"), faults);
    if (webhook.field("reinvocationPolicy").isSet()) {
      faults.oneOf(webhook.field("reinvocationPolicy"), List.of("IfNeeded", "Never"));
    }
    client(webhook.field("clientConfig"), faults);
  }

  private static void qualified(At name, FaultList faults) {
    if (name.isBlank()) {
      faults.required(name, "");
      return;
    }
    List<String> why = Names.subdomain(name.text());
    if (!why.isEmpty()) {
      why.forEach(text -> faults.invalid(name, text));
    } else if (name.text().split("\\.", -1).length < 3) {
      faults.invalid(name, "should be a domain with at least three segments separated by dots");
    }
  }

  private static void versions(At versions, FaultList faults) {
    if (versions.value().isEmpty()) {
      faults.required(versions, "must specify one of v1, v1beta1");
      return;
    }
    if (versions.texts().stream().noneMatch(List.of("v1", "v1beta1")::contains)) {
      faults.invalid(versions, "must include at least one of v1, v1beta1");
    }
    versions.elements().forEach(version -> faults.format(version, Names::label1035));
  }

  private static void rule(At rule, FaultList faults) {
    At operations = rule.field("operations");
    if (operations.value().isEmpty()) {
      faults.required(operations, "");
    }
    wildcardAlone(operations, faults);
    operations.elements().forEach(operation -> faults.oneOf(operation, OPERATIONS));
    for (String field : List.of("apiGroups", "apiVersions", "resources")) {
      At values = rule.field(field);
      if (values.value().isEmpty()) {
        faults.required(values, "");
      }
    }
    wildcardAlone(rule.field("apiGroups"), faults);
    wildcardAlone(rule.field("apiVersions"), faults);
    rule.field("apiVersions")
        .elements()
        .forEach(
            version -> {
              if (version.isBlank()) {
                faults.required(version, "");
              }
            });
    if (rule.field("scope").isSet()) {
      faults.oneOf(rule.field("scope"), List.of("*", "Cluster", "Namespaced"));
    }
  }

  private static void wildcardAlone(At values, FaultList faults) {
    if (values.value().size() > 1 && values.texts().contains("*")) {
      faults.invalid(values, "if '*' is present, must not specify other values");
    }
  }

  private static void client(At client, FaultList faults) {
    At url = client.field("url");
    At service = client.field("service");
    if (url.isSet() == service.isSet()) {
      faults.required(client, "exactly one of url or service is required");
    } else if (url.isSet()) {
      url(url, faults);
    } else {
      service(service, faults);
    }
  }

  private static void url(At url, FaultList faults) {
    try {
      URI parsed = new URI(url.text());
      if (!"https".equals(parsed.getScheme())) {
        faults.invalid(url, "'https' is the only allowed URL scheme");
      }
      if (parsed.getHost() == null) {
        faults.invalid(url, "host must be specified");
      }
      if (parsed.getUserInfo() != null) {
        faults.invalid(url, "user information is not permitted in the URL");
      }
      if (parsed.getFragment() != null) {
        faults.invalid(url, "fragments are not permitted in the URL");
      }
      if (parsed.getQuery() != null) {
        faults.invalid(url, "query parameters are not permitted in the URL");
      }
    } catch (URISyntaxException e) {
      faults.required(url, "url must be a valid URL: " + e.getReason());
    }
  }

  private static void service(At service, FaultList faults) {
    for (String field : List.of("name", "namespace")) {
      if (service.field(field).isBlank()) {
        faults.required(service.field(field), "service %s is required".formatted(field));
      }
    }
    At port = service.field("port");
    if (port.isSet() && (port.value().asLong() < 1 || port.value().asLong() > 65_535)) {
      faults.invalid(port, "port is not valid: must be between 1 and 65535, inclusive");
    }
    At path = service.field("path");
    if (!path.isBlank() && !path.text().startsWith("/")) {
      faults.invalid(path, "must start with a '/'");
    }
  }
}

package io.windlass.devcluster.cel;

import static io.windlass.devcluster.cel.Types.STRING;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.cel.Authority.Check;
import io.windlass.devcluster.cel.Authority.Ruling;
import io.windlass.devcluster.cel.Overloads.Typed;
import java.util.List;

/**
 * Kubernetes' functions that ask what somebody may do. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-authorizer-library">
 *     Authorizer library</a>
 */
final class AuthorityFunctions {
  private static final String PACKAGE = "kubernetes.authorization.";
  static final Typed<Asking> AUTHORIZER =
      new Typed<>(OpaqueType.create(PACKAGE + "Authorizer"), Asking.class);
  static final Typed<OfResource> RESOURCE =
      new Typed<>(OpaqueType.create(PACKAGE + "ResourceCheck"), OfResource.class);
  private static final Typed<OfGroup> GROUP =
      new Typed<>(OpaqueType.create(PACKAGE + "GroupCheck"), OfGroup.class);
  private static final Typed<OfPath> PATH =
      new Typed<>(OpaqueType.create(PACKAGE + "PathCheck"), OfPath.class);
  private static final Typed<Ruling> RULING =
      new Typed<>(OpaqueType.create(PACKAGE + "Decision"), Ruling.class);

  private AuthorityFunctions() {}

  /** A question that is not complete yet. */
  record Asking(Authority authority, Check check) {
    private Asking account(String account) {
      return new Asking(
          authority,
          new Check(
              account,
              check.verb(),
              check.group(),
              check.resource(),
              check.subresource(),
              check.namespace(),
              check.name(),
              check.path()));
    }
  }

  /** One about a group of resources. */
  record OfGroup(Asking asking, String group) {}

  /** One about a resource. */
  record OfResource(
      Asking asking,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    private Ruling with(String verb) {
      Check check =
          new Check(
              asking.check.account(), verb, group, resource, subresource, namespace, name, "");
      return asking.authority.rule(check);
    }
  }

  /** One about a path. */
  record OfPath(Asking asking, String path) {
    private Ruling with(String verb) {
      Check check = new Check(asking.check.account(), verb, "", "", "", "", "", path);
      return asking.authority.rule(check);
    }
  }

  static void declare(Overloads functions) {
    functions.member("group", AUTHORIZER, STRING, GROUP.type(), OfGroup::new);
    functions.member("path", AUTHORIZER, STRING, PATH.type(), OfPath::new);
    functions.member(
        "serviceAccount",
        List.of(AUTHORIZER, STRING, STRING),
        AUTHORIZER.type(),
        arguments -> ((Asking) arguments[0]).account(arguments[1] + "/" + arguments[2]));
    functions.member(
        "resource",
        GROUP,
        STRING,
        RESOURCE.type(),
        (of, resource) -> new OfResource(of.asking(), of.group(), resource, "", "", ""));
    resource(functions);
    functions.member("check", PATH, STRING, RULING.type(), OfPath::with);
    functions.member("allowed", RULING, SimpleType.BOOL, Ruling::allowed);
    functions.member("reason", RULING, SimpleType.STRING, Ruling::reason);
    functions.member("errored", RULING, SimpleType.BOOL, _ -> false);
    functions.member("error", RULING, SimpleType.STRING, _ -> "");
  }

  private static void resource(Overloads functions) {
    functions.member(
        "subresource",
        RESOURCE,
        STRING,
        RESOURCE.type(),
        (of, sub) -> new OfResource(of.asking, of.group, of.resource, sub, of.namespace, of.name));
    functions.member(
        "namespace",
        RESOURCE,
        STRING,
        RESOURCE.type(),
        (of, namespace) ->
            new OfResource(of.asking, of.group, of.resource, of.subresource, namespace, of.name));
    functions.member(
        "name",
        RESOURCE,
        STRING,
        RESOURCE.type(),
        (of, name) ->
            new OfResource(of.asking, of.group, of.resource, of.subresource, of.namespace, name));
    functions.member("check", RESOURCE, STRING, RULING.type(), OfResource::with);
  }
}

package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import java.util.Comparator;
import java.util.Optional;

/**
 * Gives a new Ingress that names no class the cluster's default one, the newest if there are
 * several. Thread-safe; cost O(IngressClasses).
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class">
 *     Default IngressClass</a>
 */
public final class DefaultIngressClasses implements TypeHooks {
  private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
  private static final String OLDER_FIELD = "kubernetes.io/ingress.class";

  private final TypeStore classes;

  public DefaultIngressClasses(TypeStore classes) {
    this.classes = classes;
  }

  @Override
  public void admit(ObjectNode ingress) {
    boolean names =
        ingress.path("spec").has("ingressClassName")
            || Documents.at(ingress, "metadata", "annotations").has(OLDER_FIELD);
    if (!names) {
      newest().ifPresent(name -> Documents.child(ingress, "spec").put("ingressClassName", name));
    }
  }

  private Optional<String> newest() {
    return classes.list(Selection.ALL).objects().stream()
        .map(Stored::shared)
        .filter(DefaultIngressClasses::isDefault)
        .sorted(
            Comparator.comparing((ObjectNode c) -> Documents.text(c, "metadata", "name"))
                .reversed())
        .max(Comparator.comparing(c -> Documents.text(c, "metadata", "creationTimestamp")))
        .map(c -> Documents.text(c, "metadata", "name"));
  }

  private static boolean isDefault(ObjectNode ingressClass) {
    return Documents.at(ingressClass, "metadata", "annotations")
        .path(DEFAULT)
        .asText()
        .equals("true");
  }
}

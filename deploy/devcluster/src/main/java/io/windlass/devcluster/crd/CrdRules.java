package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.manage.FieldFilter;
import io.windlass.devcluster.manage.ManagedType;
import io.windlass.devcluster.rest.TypeRules;
import io.windlass.devcluster.select.SelectableFields;
import io.windlass.devcluster.store.Change;
import java.util.ArrayList;
import java.util.List;

/** How CustomResourceDefinitions are written, on top of what every built-in type does. */
final class CrdRules implements TypeRules {
  static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  private final TypeRules builtIn;
  private final CrdRegistrar registrar;

  CrdRules(TypeRules builtIn, CrdRegistrar registrar) {
    this.builtIn = builtIn;
    this.registrar = registrar;
  }

  @Override
  public List<String> decode(ObjectNode object) {
    return builtIn.decode(object);
  }

  @Override
  public SelectableFields selectableFields() {
    return builtIn.selectableFields();
  }

  @Override
  public void applyDefaults(ObjectNode crd) {
    builtIn.applyDefaults(crd);
  }

  @Override
  public void prepareCreate(ObjectNode crd) {
    builtIn.prepareCreate(crd);
    Documents.metadata(crd).put("generation", 1);
  }

  @Override
  public void prepareUpdate(ObjectNode crd, ObjectNode old) {
    Documents.put(crd, "status", old.path("status"));
    if (!Documents.same(crd.path("spec"), old.path("spec"))) {
      long generation = Documents.at(old, "metadata", "generation").asLong();
      Documents.metadata(crd).put("generation", generation + 1);
      addStoredVersion(crd);
    }
  }

  private static void addStoredVersion(ObjectNode crd) {
    ObjectNode status = Documents.child(crd, "status");
    List<String> stored = new ArrayList<>(Documents.texts(status.path("storedVersions")));
    String version = Definition.storageVersion(crd);
    if (!version.isEmpty() && !stored.contains(version)) {
      stored.add(version);
    }
    var array = status.putArray("storedVersions");
    stored.forEach(array::add);
  }

  @Override
  public void prepareStatus(ObjectNode crd, ObjectNode old) {
    JsonNode status = crd.path("status");
    crd.removeAll();
    crd.setAll(old.deepCopy());
    Documents.put(crd, "status", status);
  }

  @Override
  public void prepareDelete(ObjectNode crd) {
    boolean deleting = !Documents.text(crd, "metadata", "deletionTimestamp").isEmpty();
    if (!deleting) {
      ObjectNode metadata = Documents.metadata(crd);
      var finalizers = metadata.withArray("finalizers");
      finalizers.add(CLEANUP);
    }
  }

  @Override
  public List<Cause> validateCreate(ObjectNode crd) {
    List<Cause> causes = new ArrayList<>(builtIn.validateCreate(crd));
    return causes;
  }

  @Override
  public List<Cause> validateUpdate(ObjectNode crd, ObjectNode old) {
    List<Cause> causes = new ArrayList<>(builtIn.validateUpdate(crd, old));
    return causes;
  }

  @Override
  public List<String> warnings(ObjectNode crd, JsonNode old) {
    return builtIn.warnings(crd, old);
  }

  @Override
  public List<Cause> validateStatus(ObjectNode crd, ObjectNode old) {
    return builtIn.validateStatus(crd, old);
  }

  @Override
  public ObjectNode strategicMerge(ObjectNode object, ObjectNode patch) {
    return builtIn.strategicMerge(object, patch);
  }

  @Override
  public ManagedType managed() {
    return builtIn.managed();
  }

  @Override
  public FieldFilter ownedBy(String subresource) {
    return builtIn.ownedBy(subresource);
  }

  @Override
  public Traits traits() {
    return new Traits(false, false, false);
  }

  @Override
  public void committed(Change change) {
    registrar.refresh(change);
  }
}

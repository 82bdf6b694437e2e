package io.windlass.oam.admission;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.CatalogueReader;
import io.windlass.oam.catalogue.KindNames;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.EnvironmentReader;
import java.util.List;
import java.util.function.Supplier;

/** Judges what infrastructure operators write: entries of the catalogue, and environments. */
public record CatalogueAdmission(Supplier<KindNames> kinds) implements Admission {
  @Override
  public AdmissionAnswer answer(AdmissionRequest request) {
    if (Unchanged.isSo(request)) {
      return AdmissionAnswer.ALLOWED;
    }
    Json.Obj entry = Placed.in(request);
    Problems problems = new Problems();
    String kind = entry.text("kind").orElse("");
    if (kind.equals(EnvironmentReader.KIND)) {
      EnvironmentReader.read(entry, problems);
    } else {
      CatalogueReader.read(List.of(entry), kinds.get(), problems);
    }
    return Verdicts.of(problems.list(), kind + " " + request.key().name());
  }
}

package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes writes whose answers are asked for in another form than JSON. Used by one thread. */
final class Forms {
  private static final String NAME = "forms";
  private static final String LABELS = "{\"metadata\":{\"labels\":{\"f\":\"%d\"}}}";
  private static final int PATCHES = 4;

  private final TypeSpec type;
  private final Random random;

  Forms(TypeSpec type, Random random) {
    this.type = type;
    this.random = random;
  }

  List<Step> steps() {
    if (type.isUndeletable()) {
      return List.of();
    }
    String name = type.named(NAME);
    String path = type.collection() + "/" + name;
    ObjectNode sample = type.sample(name, random);
    List<Step> steps = new ArrayList<>();
    steps.add(inSomeForm(Step.write(type.lane(), "POST", type.collection(), name, "" + sample)));
    for (int i = 0; i < PATCHES; i++) {
      String labels = LABELS.formatted(i);
      steps.add(inSomeForm(Step.patch(type.lane(), path, name, "merge-patch+json", labels)));
    }
    steps.add(inSomeForm(Step.write(type.lane(), "EDIT", path, name, LABELS.formatted(PATCHES))));
    steps.add(inSomeForm(Step.read(type.lane(), path, name)));
    steps.add(inSomeForm(Step.write(type.lane(), "DELETE", path, name, Endings.BACKGROUND)));
    steps.addAll(Endings.removal(type, name));
    return steps;
  }

  private Step inSomeForm(Step step) {
    String form = Reading.ACCEPTED.get(random.nextInt(Reading.ACCEPTED.size()));
    // Cells of tables show what controllers write.
    boolean racing = type.isRaced() && form.contains("as=Table;v=v1");
    return racing ? step : step.accepting(form);
  }
}

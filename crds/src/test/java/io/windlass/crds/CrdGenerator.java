package io.windlass.crds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Turns an API type into the YAML of its CRD. */
final class CrdGenerator {
  private static final String HEADER =
      """
      # Generated from the API types; do not edit. To write it again:
      #   ./mvnw -pl crds test -Dtest=CrdYamlTest -Dwindlass.crds.write=true
      """;

  private static final Pattern BOUND = Pattern.compile("(?m)^( *(?:minimum|maximum): )(\\S+)$");

  private CrdGenerator() {}

  static String yaml(Class<? extends HasMetadata> type, Consumer<CustomResourceDefinition> finish) {
    CapturedOutput output = new CapturedOutput();
    new CRDGenerator()
        .customResourceClasses(type)
        .withParallelGenerationEnabled(false)
        .withMinQuotes(true)
        .withPostProcessor(new Finisher(finish))
        .withOutput(output)
        .generate();
    String generated = output.text();
    return HEADER + wholeNumbers(generated.substring(generated.indexOf('\n') + 1));
  }

  // The model holds bounds as doubles; kubectl apply takes 0.0 and the server's 0 for a difference.
  private static String wholeNumbers(String yaml) {
    return BOUND
        .matcher(yaml)
        .replaceAll(
            found ->
                found.group(1) + new BigDecimal(found.group(2)).toBigIntegerExact().toString());
  }

  /** Hands each definition to our finishing steps before it is written. */
  private record Finisher(Consumer<CustomResourceDefinition> finish) implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
      finish.accept((CustomResourceDefinition) crd);
      return crd;
    }
  }

  private static final class CapturedOutput
      implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public ByteArrayOutputStream outputFor(String crdName) {
      return bytes;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }

    String text() {
      return bytes.toString(UTF_8);
    }
  }
}

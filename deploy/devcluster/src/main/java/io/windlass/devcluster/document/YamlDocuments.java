package io.windlass.devcluster.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads and writes YAML as the JSON document that it stands for. Stateless. */
public final class YamlDocuments {
  private static final JsonMapper JSON = new JsonMapper();

  private YamlDocuments() {}

  /** Parses one YAML object; throws {@link MalformedDocument}. */
  public static ObjectNode parse(byte[] yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      String text = new String(yaml, StandardCharsets.UTF_8);
      Object loaded = new Yaml(new SafeConstructor(options)).load(text);
      if (JSON.<JsonNode>valueToTree(loaded) instanceof ObjectNode object) {
        return object;
      }
    } catch (YAMLException | IllegalArgumentException e) {
      throw new MalformedDocument("yaml: " + e.getMessage());
    }
    throw new MalformedDocument("yaml: not an object");
  }

  /** Writes a document in block style. */
  public static byte[] bytes(JsonNode node) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    Yaml yaml = new Yaml(new Representer(options), options);
    Map<?, ?> plain = JSON.convertValue(node, Map.class);
    return yaml.dump(plain).getBytes(StandardCharsets.UTF_8);
  }
}

package io.windlass.controllers.adapter.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels or annotations as they are read, in that order. One thread. */
final class Texts {
  private final Map<String, String> texts = new LinkedHashMap<>();

  void put(String key, String value) {
    texts.put(key, value);
  }

  Map<String, String> map() {
    return texts;
  }
}

package io.windlass.oam.ownership;

/** Who takes part in running an application. */
public enum Role {
  /** Writes components: what a program is and what it needs. */
  DEVELOPER("developer", "the application developer"),
  /** Writes application configurations: how many, where from, with which traits. */
  OPERATOR("operator", "the application operator"),
  /** Keeps the cluster: its environment, and the catalogue of types, traits and scopes. */
  INFRASTRUCTURE("infrastructure", "the infrastructure operator");

  private final String word;
  private final String phrase;

  Role(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /** One word for tables. */
  public String word() {
    return word;
  }

  /** As sentences name it. */
  public String phrase() {
    return phrase;
  }
}

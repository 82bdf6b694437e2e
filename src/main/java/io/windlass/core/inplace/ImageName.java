package io.windlass.core.inplace;

/** Names of container images. Stateless. */
public final class ImageName {
  private ImageName() {}

  /**
   * Whether two names mean the same image: {@code nginx} is {@code docker.io/library/nginx:latest}.
   * Kubelets report the long form.
   */
  public static boolean same(String one, String other) {
    return one.equals(other) || whole(one).equals(whole(other));
  }

  private static String whole(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String path = hasRegistry ? name : "docker.io/" + (slash < 0 ? "library/" : "") + name;
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.contains(":") || last.contains("@") ? path : path + ":latest";
  }
}

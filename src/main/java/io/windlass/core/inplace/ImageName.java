package io.windlass.core.inplace;

/** Names of container images. Stateless. */
public final class ImageName {
  private ImageName() {}

  /**
   * Whether two names mean the same image: {@code nginx} is {@code docker.io/library/nginx:latest}.
   * Kubelets report the long form.
   */
  public static boolean same(String one, String other) {
    return one.equals(other) || (mayBeSame(one, other) && whole(one).equals(whole(other)));
  }

  /** Most that differ have other tags; that is seen without making new names. */
  private static boolean mayBeSame(String one, String other) {
    int from = tag(one);
    int otherFrom = tag(other);
    int length = one.length() - from;
    int otherLength = other.length() - otherFrom;
    return length == 0
        || otherLength == 0
        || (length == otherLength && one.regionMatches(from, other, otherFrom, length));
  }

  /** Where the tag or the digest begins; the end of the name if it has neither. */
  private static int tag(String name) {
    int from = name.lastIndexOf('/') + 1;
    while (from < name.length() && name.charAt(from) != ':' && name.charAt(from) != '@') {
      from++;
    }
    return from;
  }

  /** Whether a name says which bytes it means. */
  public static boolean isDigest(String name) {
    return name.indexOf('@') > 0;
  }

  /** Whether an image ID, as kubelets report it, is the image of a name with a digest. */
  public static boolean isOf(String imageId, String digestName) {
    int scheme = imageId.indexOf("://");
    String id = scheme < 0 ? imageId : imageId.substring(scheme + 3);
    return isDigest(id) && withoutTag(id).equals(withoutTag(digestName));
  }

  private static String withoutTag(String digestName) {
    int at = digestName.indexOf('@');
    String path = whole(digestName.substring(0, at));
    int tag = path.indexOf(':', path.lastIndexOf('/'));
    return path.substring(0, tag) + digestName.substring(at);
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

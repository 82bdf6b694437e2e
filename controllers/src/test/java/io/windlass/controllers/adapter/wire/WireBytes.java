package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** What an API server writes, in either encoding. */
public final class WireBytes {
  private WireBytes() {}

  /** A watch that adds each pod, ends its initial events at a version, and deletes the first. */
  static byte[] watch(Encoding encoding, List<Pod> pods, long version) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pods.forEach(pod -> out.writeBytes(event(encoding, "ADDED", pod)));
    out.writeBytes(endOfInitial(encoding, version));
    out.writeBytes(event(encoding, "DELETED", pods.getFirst()));
    return out.toByteArray();
  }

  public static byte[] event(Encoding encoding, String type, Pod pod) {
    return encoding == Encoding.JSON
        ? line(type, Serialization.asJson(pod))
        : frame(type, envelope("v1", "Pod", PodPairs.proto(pod)));
  }

  private static byte[] endOfInitial(Encoding encoding, long version) {
    String annotation = "k8s.io/initial-events-end";
    return encoding == Encoding.JSON
        ? line(
            "BOOKMARK",
            """
            {"kind":"Pod","metadata":{"resourceVersion":"%d","annotations":{"%s":"true"}}}\
            """
                .formatted(version, annotation))
        : frame(
            "BOOKMARK",
            envelope(
                "v1",
                "Pod",
                V1.Pod.newBuilder()
                    .setMetadata(
                        Meta.ObjectMeta.newBuilder()
                            .setName("")
                            .setResourceVersion(Long.toString(version))
                            .putAnnotations(annotation, "true"))
                    .build()));
  }

  /** The end of a watch whose version is no longer kept. */
  public static byte[] gone(Encoding encoding) {
    return encoding == Encoding.JSON
        ? line("ERROR", "{\"kind\":\"Status\",\"message\":\"too old\",\"code\":410}")
        : frame("ERROR", envelope("v1", "Status", goneStatus()));
  }

  static Meta.Status goneStatus() {
    return Meta.Status.newBuilder().setMessage("too old").setReason("Expired").setCode(410).build();
  }

  /** A pod that is a whole body, in protobuf. */
  public static byte[] object(Pod pod) {
    return envelope("v1", "Pod", PodPairs.proto(pod));
  }

  /** A refusal in protobuf. */
  public static byte[] refusal(int code, String reason, String message, String field) {
    return envelope(
        "v1",
        "Status",
        Meta.Status.newBuilder()
            .setCode(code)
            .setReason(reason)
            .setMessage(message)
            .setDetails(
                Meta.StatusDetails.newBuilder()
                    .addCauses(Meta.StatusCause.newBuilder().setField(field)))
            .build());
  }

  public static byte[] list(Encoding encoding, List<Pod> pods, String version, String next) {
    if (encoding == Encoding.JSON) {
      String items = String.join(",\n ", pods.stream().map(Serialization::asJson).toList());
      return """
      {"kind":"PodList","metadata":{"resourceVersion":"%s","continue":"%s"},"items":[%s]}
      """
          .formatted(version, next, items)
          .getBytes(UTF_8);
    }
    var list = V1.PodList.newBuilder();
    list.setMetadata(Meta.ListMeta.newBuilder().setResourceVersion(version).setContinue(next));
    pods.forEach(pod -> list.addItems(PodPairs.proto(pod)));
    return envelope("v1", "PodList", list.build());
  }

  static byte[] envelope(String apiVersion, String kind, Message object) {
    byte[] unknown =
        Runtime.Unknown.newBuilder()
            .setTypeMeta(Runtime.TypeMeta.newBuilder().setApiVersion(apiVersion).setKind(kind))
            .setRaw(object.toByteString())
            .setContentEncoding("")
            .setContentType("")
            .build()
            .toByteArray();
    return ByteBuffer.allocate(4 + unknown.length)
        .put("k8s\0".getBytes(UTF_8))
        .put(unknown)
        .array();
  }

  private static byte[] frame(String type, byte[] envelope) {
    byte[] event =
        Meta.WatchEvent.newBuilder()
            .setType(type)
            .setObject(Runtime.RawExtension.newBuilder().setRaw(ByteString.copyFrom(envelope)))
            .build()
            .toByteArray();
    return ByteBuffer.allocate(4 + event.length).putInt(event.length).put(event).array();
  }

  private static byte[] line(String type, String object) {
    return ("{\"type\":\"" + type + "\",\"object\":" + object + "}\n").getBytes(UTF_8);
  }
}

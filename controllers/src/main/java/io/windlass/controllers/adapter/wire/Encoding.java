package io.windlass.controllers.adapter.wire;

import java.io.IOException;
import java.util.function.Consumer;

/** How an API server writes its answers. Stateless. */
public enum Encoding {
  JSON {
    @Override
    public <V> Frames<V> frames(ByteWindow in, ViewType<V> type) {
      return new JsonFrames<>(in, type);
    }

    @Override
    public <V> ListPage page(ByteWindow in, ViewType<V> type, Consumer<V> into) throws IOException {
      return JsonPages.read(in, type, into);
    }

    @Override
    public <V> V object(byte[] document, ViewType<V> type) throws IOException {
      return type.decode(document);
    }

    @Override
    public ApiStatus status(byte[] body) {
      return JsonFrames.status(body);
    }
  },

  PROTOBUF {
    @Override
    public <V> Frames<V> frames(ByteWindow in, ViewType<V> type) {
      return new ProtoFrames<>(in, type);
    }

    @Override
    public <V> ListPage page(ByteWindow in, ViewType<V> type, Consumer<V> into) throws IOException {
      return ProtoPages.read(in, type, into);
    }

    @Override
    public <V> V object(byte[] document, ViewType<V> type) throws IOException {
      return ProtoFrames.object(document, type);
    }

    @Override
    public ApiStatus status(byte[] body) {
      return ProtoFrames.status(body);
    }
  };

  /** The media type of Kubernetes' protobuf. */
  public static final String PROTOBUF_TYPE = "application/vnd.kubernetes.protobuf";

  /** The encoding of an answer by its Content-Type; JSON if that says nothing. */
  public static Encoding ofContentType(String contentType) {
    return contentType.startsWith(PROTOBUF_TYPE) ? PROTOBUF : JSON;
  }

  /** The events of a watch. */
  public abstract <V> Frames<V> frames(ByteWindow in, ViewType<V> type);

  /** Reads one page of a list, handing over each object as soon as it is there. */
  public abstract <V> ListPage page(ByteWindow in, ViewType<V> type, Consumer<V> into)
      throws IOException;

  /** Reads one object that is the whole body. */
  public abstract <V> V object(byte[] document, ViewType<V> type) throws IOException;

  /** Reads the body of a refusal, which may be anything: proxies answer too. */
  public abstract ApiStatus status(byte[] body);
}

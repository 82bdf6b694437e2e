package io.windlass.devcluster;

import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Collects the text messages of a WebSocket until it is closed with a code. */
final class SocketEvents implements WebSocket.Listener {
  private final List<String> messages = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<List<String>> all = new CompletableFuture<>();

  /** The messages, and the code as the last of them. */
  CompletableFuture<List<String>> all() {
    return all;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      messages.add(part.toString());
      part.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    messages.add(Integer.toString(code));
    all.complete(List.copyOf(messages));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable cause) {
    all.completeExceptionally(cause);
  }
}

package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the HTTP server refuses before anybody here sees it, such as a header that is too
 * large, with a {@code Status} like every other refusal. Stateless.
 */
final class UnreadableRequests implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String why =
        Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_MESSAGE))
            .map(Object::toString)
            .orElse("the request cannot be read");
    String reason = response.getStatus() == 400 ? "BadRequest" : "";
    ApiException refusal =
        new ApiException(response.getStatus(), reason, why, Subject.NONE, List.of());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(Documents.bytes(StatusDocument.of(refusal))), callback);
    return true;
  }
}

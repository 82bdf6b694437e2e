package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.api.RequestGate.Verdict;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.audit.Audit;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Served;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost layer: every request comes in here, and every failure becomes an answer here. Runs
 * on a virtual thread per request. Thread-safe.
 */
final class ApiHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final Set<String> MUTATING =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  private final Doorkeeper doorkeeper;
  private final ClusterPages clusterPages;
  private final Registry registry;
  private final ResourceRouter router;
  private final Audit audit;
  private final Gatekeeper gatekeeper;

  ApiHandler(
      Entrance entrance,
      ClusterPages clusterPages,
      Registry registry,
      ResourceRouter router,
      Audit audit) {
    this.doorkeeper = entrance.doorkeeper();
    this.gatekeeper = entrance.gatekeeper();
    this.clusterPages = clusterPages;
    this.registry = registry;
    this.router = router;
    this.audit = audit;
  }

  /** Who decides about requests before they are looked at. */
  record Entrance(Doorkeeper doorkeeper, Gatekeeper gatekeeper) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    try {
      boolean answered = enter(exchange);
      if (answered) {
        exchange.complete();
      } else {
        exchange.drop();
        callback.failed(new EofException("dropped by the request gate"));
      }
    } catch (UncheckedIOException e) {
      LOG.atDebug().addKeyValue("path", exchange.path()).log("client went away");
      callback.failed(new EofException(e));
    }
    return true;
  }

  /** Whether the request was answered, rather than to be dropped. */
  private boolean enter(Exchange exchange) {
    Optional<ApiException> unreadable = exchange.unreadablePath();
    if (unreadable.isPresent()) {
      fail(exchange, unreadable.get());
      return true;
    }
    User user;
    try {
      user = doorkeeper.enter(exchange);
    } catch (ApiException refusal) {
      refuse(exchange, refusal);
      return true;
    }
    return serve(exchange, user);
  }

  private void refuse(Exchange exchange, ApiException refusal) {
    guarded(exchange, () -> fail(exchange, refusal));
    Address.parse(exchange.path())
        .flatMap(
            found ->
                registry
                    .find(found.group(), found.version(), found.plural())
                    .map(served -> new Call(exchange, found, served)))
        .ifPresent(this::count);
  }

  private boolean serve(Exchange exchange, User user) {
    Optional<Address> address = Address.parse(exchange.path());
    Optional<Served> served =
        address.flatMap(a -> registry.find(a.group(), a.version(), a.plural()));
    if (address.isEmpty()
        || clusterPages.owns(exchange.path())
        || isNowhere(address.get(), served)) {
      guarded(exchange, () -> clusterPages.answer(exchange));
      return true;
    }
    Address found = address.get();
    if (served.isEmpty()) {
      guarded(exchange, () -> fail(exchange, Registry.noSuchType()));
      return true;
    }
    return serve(new Call(exchange, found, served.get()), user);
  }

  // What comes below a subresource is overlooked for custom resources only.
  private static boolean isNowhere(Address address, Optional<Served> served) {
    return address.deeper() && served.filter(s -> s.rules().itemsStateKind()).isEmpty();
  }

  private boolean serve(Call call, User user) {
    Exchange exchange = call.exchange();
    RequestGate.Write write = write(call);
    boolean mutating = MUTATING.contains(write.verb());
    Verdict verdict = gatekeeper.ask(write, mutating);
    if (verdict instanceof Verdict.Drop) {
      return false;
    }
    if (verdict instanceof Verdict.CarryOutThenDrop) {
      exchange.withhold();
    }
    guarded(
        exchange,
        () -> {
          if (verdict instanceof Verdict.Refuse refusal) {
            throw refusal.answer();
          }
          scope(call, user).run(() -> gatekeeper.steer(write, exchange, () -> router.route(call)));
        });
    count(call);
    if (mutating) {
      gatekeeper.gate().after(write, exchange.code());
    }
    return !(verdict instanceof Verdict.CarryOutThenDrop);
  }

  private static RequestScope scope(Call call, User user) {
    Exchange exchange = call.exchange();
    return new RequestScope(user, call.verb(), exchange.query(), exchange::warn);
  }

  private RequestGate.Write write(Call call) {
    Address address = call.address();
    boolean named = !address.name().isEmpty() || !call.verb().equals("create");
    boolean wanted = !named && gatekeeper.gate().asksForNames();
    return new RequestGate.Write(
        call.exchange().header(HttpHeader.USER_AGENT),
        call.verb(),
        call.served().type(),
        address.subresource(),
        address.namespace(),
        wanted ? router.nameInBody(call) : address.name());
  }

  private void count(Call call) {
    Audit.Asked asked =
        new Audit.Asked(
            call.exchange().header(HttpHeader.USER_AGENT),
            call.verb(),
            call.served().type().plural(),
            call.address().subresource());
    audit.count(asked, call.exchange().code(), call.exchange().bytes());
  }

  private static void guarded(Exchange exchange, Runnable work) {
    try {
      work.run();
    } catch (ApiException e) {
      fail(exchange, e);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("method", exchange.method())
          .addKeyValue("path", exchange.path())
          .setCause(e)
          .log("request failed");
      fail(exchange, internal(e));
    }
  }

  private static void fail(Exchange exchange, ApiException failure) {
    if (exchange.isStarted()) {
      throw new UncheckedIOException(new EofException("failed in mid-answer: " + failure));
    }
    discardBody(exchange);
    if (failure.retryAfterSeconds() > 0) {
      exchange.header("Retry-After", Integer.toString(failure.retryAfterSeconds()));
    }
    if (failure.reason().equals("PageNotFound")) {
      byte[] text = "404 page not found\n".getBytes(StandardCharsets.UTF_8);
      exchange.answer(404, "text/plain; charset=utf-8", text);
    } else {
      answer(exchange, failure.code(), StatusDocument.of(failure));
    }
  }

  private static void answer(Exchange exchange, int code, ObjectNode status) {
    if (exchange.header(HttpHeader.ACCEPT).startsWith("application/yaml")) {
      exchange.answer(code, "application/yaml", YamlDocuments.bytes(status));
    } else {
      exchange.answer(code, status);
    }
  }

  private static void discardBody(Exchange exchange) {
    try {
      exchange.discardBody();
    } catch (ApiException tooLarge) {
      LOG.atDebug().addKeyValue("path", exchange.path()).log("a body was left unread");
    }
  }

  private static ApiException internal(RuntimeException bug) {
    return new ApiException(
        500, "InternalError", "Internal error occurred: " + bug, Subject.NONE, List.of());
  }
}

package io.windlass.devcluster.server;

import io.windlass.devcluster.read.ListOptions;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.Selection;

/**
 * What a watch request asks for, checked, and free of the request itself.
 *
 * @param includeObject what each row of a Table carries
 * @param bookmarks whether it is to be told how far it has come
 */
record WatchPlan(
    Served served,
    Representation form,
    String includeObject,
    Selection selection,
    ListOptions options,
    boolean bookmarks) {
  /** Reads a request; throws what it is to be answered with if it cannot be. */
  static WatchPlan of(Call call) {
    Exchange exchange = call.exchange();
    ListOptions options = ListOptions.of(exchange::query, true);
    Selection selection = Reads.selection(call, options);
    options.version();
    return new WatchPlan(
        call.served(),
        Reads.form(exchange).ofEvents(),
        exchange.query("includeObject"),
        selection,
        options,
        exchange.isSet("allowWatchBookmarks"));
  }

  /** Whether it begins with the objects that are there, and says so when they are through. */
  boolean sendsInitialEvents() {
    return options.sendInitialEvents().orElse(false);
  }
}

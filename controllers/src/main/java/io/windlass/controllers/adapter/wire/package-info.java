/**
 * What API servers write, decoded from bytes straight into views: JSON, and protobuf for Pods.
 *
 * <p>There is no tree and no token object in between, no text is built for what is not kept, and
 * what is kept and was seen before is recognised by its bytes. No client is in here: bytes come
 * from an {@link java.io.InputStream}, whoever fills it.
 *
 * <p>A glossary. A {@link io.windlass.controllers.adapter.wire.ByteWindow} is the part of a stream
 * that is in memory; a cursor ({@link io.windlass.controllers.adapter.wire.JsonCursor}, {@link
 * io.windlass.controllers.adapter.wire.ProtoCursor}) walks over it; a draft collects what either
 * encoding says about one object, so that both come to the same view.
 *
 * <p>A worked trace: a watch sends {@code {"type":"MODIFIED","object":{"metadata":...}}}; the
 * cursor stands on {@code managedFields}, which nobody asked for, and goes over its 2,700 bytes
 * looking at quotes and brackets only; it stands on {@code "tier"} and {@code "frontend"}, hashes
 * their bytes and finds the two texts that the pod before had as well.
 */
@NullMarked
package io.windlass.controllers.adapter.wire;

import org.jspecify.annotations.NullMarked;

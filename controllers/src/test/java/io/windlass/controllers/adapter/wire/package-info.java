/** Decoding, held against what Jackson and the protobuf library make of the same bytes. */
@NullMarked
package io.windlass.controllers.adapter.wire;

import org.jspecify.annotations.NullMarked;

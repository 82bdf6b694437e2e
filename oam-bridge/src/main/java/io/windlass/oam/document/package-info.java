/**
 * Reading what people wrote, whole: every field is either understood or named in a problem with its
 * path, and nothing that is read can stop the reading.
 */
@NullMarked
package io.windlass.oam.document;

import org.jspecify.annotations.NullMarked;

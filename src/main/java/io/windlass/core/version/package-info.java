/**
 * Two versions of a type: one is the hub, in which objects are stored; the older one is made of it
 * by a list of field mappings, and so is its schema.
 *
 * <p>A conversion loses nothing. What one version can say and the other cannot is kept in an
 * annotation, as a list of differences, each with the value that a plain conversion yields. On the
 * way back a difference is applied only where the plain conversion still yields that value: whoever
 * has changed the field meanwhile meant it.
 */
@NullMarked
package io.windlass.core.version;

import org.jspecify.annotations.NullMarked;

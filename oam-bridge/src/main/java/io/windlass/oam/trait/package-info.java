/**
 * What operators add to instances. Each trait reads its own properties and lays itself onto a draft
 * of the instance; which may stand on what, and beside what, is decided before.
 */
@NullMarked
package io.windlass.oam.trait;

import org.jspecify.annotations.NullMarked;

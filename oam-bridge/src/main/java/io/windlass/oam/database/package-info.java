/**
 * Databases that applications ask for and environments provide: the objects to make for one, and
 * the Secret by which its users find it. Pure; a password is put in by whoever applies the Secret.
 */
@NullMarked
package io.windlass.oam.database;

import org.jspecify.annotations.NullMarked;

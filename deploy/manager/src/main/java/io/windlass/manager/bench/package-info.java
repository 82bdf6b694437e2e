/**
 * What a rollout costs, measured on any cluster and with any manager that serves CloneSets.
 *
 * <p>A CloneSet is led through five phases; after each one the server's audit and the manager's
 * process are read. Nothing here knows whose manager it is.
 */
@NullMarked
package io.windlass.manager.bench;

import org.jspecify.annotations.NullMarked;

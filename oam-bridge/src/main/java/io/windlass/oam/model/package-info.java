/**
 * What an OAM application means, the same for every generation of the words it is written in.
 *
 * <p>Glossary: an <em>application</em> is what an operator runs; an <em>instance</em> is one
 * running component of it; a <em>workload</em> is what an instance runs; a <em>trait</em> is what
 * the operator adds to it.
 */
@NullMarked
package io.windlass.oam.model;

import org.jspecify.annotations.NullMarked;

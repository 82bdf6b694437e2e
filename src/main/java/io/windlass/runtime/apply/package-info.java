/**
 * Carries plans out: which writes are sent, in which order, how many at once, and what is made of
 * the answers.
 *
 * <p>Glossary: a <em>chain</em> is the actions of one plan on one object, sent one after the other;
 * a plan's <em>scope</em> says for whom it was made and whether it is still wanted.
 */
@NullMarked
package io.windlass.runtime.apply;

import org.jspecify.annotations.NullMarked;

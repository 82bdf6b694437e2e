/**
 * SidecarSet: containers that are put into other people's pods when these are created, and upgraded
 * in place later. Every decision as a pure function of documents.
 *
 * <p>Glossary: a <em>sidecar</em> is a container that came from a SidecarSet; a <em>native</em>
 * sidecar is an init container that keeps running; <em>twins</em> are the two containers of one hot
 * upgrade, of which one works and the other idles on an empty image; the <em>hash</em> of a
 * SidecarSet stands for its containers, the hash <em>without image</em> for all of them but the
 * images.
 */
@NullMarked
package io.windlass.core.sidecarset;

import org.jspecify.annotations.NullMarked;

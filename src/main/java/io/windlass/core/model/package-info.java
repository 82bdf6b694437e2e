/**
 * Values that every decision is made of: raw JSON documents and compact views of Kubernetes
 * objects.
 *
 * <p>Glossary: a <em>view</em> is what decisions need of an object, decoded once; a
 * <em>template</em> is the raw {@code spec.template} of a workload; a <em>revision</em> is a stored
 * template.
 */
@NullMarked
package io.windlass.core.model;

import org.jspecify.annotations.NullMarked;

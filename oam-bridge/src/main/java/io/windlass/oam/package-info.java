/**
 * The bridge from OAM documents to workloads of Kubernetes.
 *
 * <p>{@code document} reads fields and says what is wrong with them; {@code model} is what every
 * generation of OAM means; {@code read} brings both generations there; {@code catalogue}, {@code
 * environment} and {@code translate.Served} say where it runs; {@code trait} and {@code render}
 * make objects of it; {@code translate} is the door to all of this. All of these are pure.
 */
@NullMarked
package io.windlass.oam;

import org.jspecify.annotations.NullMarked;

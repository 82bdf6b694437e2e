/**
 * Role-based access control: rules, which of them a user has, whether they allow or cover
 * something.
 *
 * <p>A trace: a request to list pods in {@code shop} by {@code anna}, who is in {@code dev}. {@code
 * Grants} knows the bindings that name {@code anna} or {@code dev}, cluster-wide and in {@code
 * shop}; {@code Rbac} walks the rules of their roles and stops at the first that allows it.
 */
@NullMarked
package io.windlass.devcluster.auth.rbac;

import org.jspecify.annotations.NullMarked;

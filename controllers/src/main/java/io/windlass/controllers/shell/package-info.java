/** What the shells of all workloads share: how a plan is carried out and told of. */
@NullMarked
package io.windlass.controllers.shell;

import org.jspecify.annotations.NullMarked;

/**
 * What is refused when it is applied, of everything that people in their roles write: all faults at
 * once with their places, and what nobody may get through the bridge that he may not create
 * himself. Where webhooks are off the same checks become conditions.
 */
@NullMarked
package io.windlass.oam.admission;

import org.jspecify.annotations.NullMarked;

/** What if: scenarios that repaint a market, so that strategies and their costs react. */
@NullMarked
package finagent.sandbox.scenario;

import org.jspecify.annotations.NullMarked;

/** The words of the architecture and the ports behind them. No I/O, no framework. */
@NullMarked
package io.bellhop.engine;

import org.jspecify.annotations.NullMarked;

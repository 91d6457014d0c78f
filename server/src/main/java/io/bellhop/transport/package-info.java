/**
 * The network: Vert.x serves HTTP, routes, TLS and handshakes; WebSockets then run on the Netty
 * channel below.
 */
@NullMarked
package io.bellhop.transport;

import org.jspecify.annotations.NullMarked;

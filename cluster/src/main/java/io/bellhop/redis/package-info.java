/**
 * Events and presence between nodes over the pub/sub of Redis or Valkey, which may lose anything at
 * any time: durable events are in the ledger, presence is told again.
 */
@NullMarked
package io.bellhop.redis;

import org.jspecify.annotations.NullMarked;

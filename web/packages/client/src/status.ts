import type { FailureCode } from "./errors";
import type { Principal } from "./names";
import type { Health } from "./quality";
import type { TransportName } from "./transport/transport";

/**
 * `idle`: not started or closed. `connecting`: for the first time. `reconnecting`: after a loss.
 * `offline`: the device has no network. `failed`: will not come back by itself.
 */
export type ConnectionState = "idle" | "connecting" | "connected" | "reconnecting" | "offline" | "failed";

/** The connection as every tab sees it. Replaced as a whole at each change. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** Set once a loss lasts longer than `lostAfter`, so that quick reconnects stay quiet. */
  readonly lost: boolean;
  readonly transport: TransportName | undefined;
  readonly principal: Principal | undefined;
  /** Feature flags from the server; kept over reconnects. */
  readonly flags: Readonly<Record<string, unknown>>;
  /** Why the connection was last lost or refused; cleared when it is back. */
  readonly error: { readonly code: FailureCode; readonly message: string } | undefined;
  readonly health: Health;
}

/** The status with the name of the session that is up, if one is. A new term means: say everything again. */
export interface LinkStatus extends ConnectionStatus {
  readonly term: string | undefined;
}

import type { BellhopError, CallOptions, MethodName, Methods } from "@bellhop/client";
import { useCallback, useRef, useState } from "react";
import { useClient } from "./provider";

export interface CallView<M extends MethodName> {
  /** Calls the method. Rejects with `BellhopError`, which `error` shows as well. */
  call(params: Methods[M]["params"], options?: CallOptions): Promise<Methods[M]["result"]>;
  readonly pending: boolean;
  /** The latest call's error, until the next call. */
  readonly error: BellhopError | undefined;
  readonly result: Methods[M]["result"] | undefined;
}

interface State<M extends MethodName> {
  pending: boolean;
  error?: BellhopError;
  result?: Methods[M]["result"];
}

/** A method with the state of its latest call. */
export function useCall<M extends MethodName>(method: M): CallView<M> {
  const client = useClient();
  const [state, setState] = useState<State<M>>({ pending: false });
  const latest = useRef(0);

  const call = useCallback(
    async (params: Methods[M]["params"], options?: CallOptions) => {
      const own = ++latest.current;
      const show = (next: State<M>) => own === latest.current && setState(next);
      setState({ pending: true });
      try {
        const result = await client.call(method, params, options);
        show({ pending: false, result });
        return result;
      } catch (cause) {
        show({ pending: false, error: cause as BellhopError });
        throw cause;
      }
    },
    [client, method],
  );

  return { call, pending: state.pending, error: state.error, result: state.result };
}

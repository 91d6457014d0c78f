import type { MethodName, Methods } from "@bellhop/client";
import { useClient } from "@bellhop/react";
import { useCallback, useEffect, useState } from "react";

export interface AnswerView<R> {
  /** The newest answer; `undefined` before the first. */
  readonly answer: R | undefined;
  readonly failure: unknown;
  reload(): void;
}

/** What a method answers, asked when shown and on `reload`. */
export function useAnswer<M extends MethodName>(
  method: M,
  params: Methods[M]["params"],
): AnswerView<Methods[M]["result"]> {
  const client = useClient();
  const [answer, setAnswer] = useState<Methods[M]["result"]>();
  const [failure, setFailure] = useState<unknown>();
  const asked = JSON.stringify(params);
  const reload = useCallback(() => {
    client.call(method, JSON.parse(asked) as Methods[M]["params"]).then(
      (result) => {
        setAnswer(result);
        setFailure(undefined);
      },
      (cause) => setFailure(cause),
    );
  }, [client, method, asked]);
  useEffect(reload, [reload]);
  return { answer, failure, reload };
}

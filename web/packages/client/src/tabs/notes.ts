import type { Command, OutboxNote, Reply } from "../link";
import type { LinkStatus } from "../status";

/** What the tabs of one principal say to each other. */
export type TabNote =
  /** A tab came, or doubts that the leader lives: the leader answers with `lead`. */
  | { kind: "hello"; from: string }
  | { kind: "bye"; from: string }
  /** The leader's status; `rank` tells a newer leader from one that was frozen meanwhile. */
  | { kind: "lead"; rank: number; session: string | undefined; status: LinkStatus }
  | { kind: "command"; from: string; term: string; command: Command }
  | { kind: "reply"; to: string; reply: Reply }
  | { kind: "outbox"; note: OutboxNote | undefined };

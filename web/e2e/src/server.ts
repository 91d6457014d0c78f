import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

export interface ServerOptions {
  port: number;
  /** Survives a restart: the ledger is in it. */
  dataDir: string;
  /** More lines of the site's configuration. */
  site?: readonly string[];
  /** A whole configuration instead; port and data folder are still those above. */
  config?: string | undefined;
}

/** A running Bellhop server, as its own process. */
export interface Server {
  readonly url: string;
  /** What it has printed so far. */
  output(): string;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Ends it as `kill -9` does: the launcher has become the java process, so this is the server itself. */
  kill(): Promise<void>;
}

const START_MILLISECONDS = 30_000;
const STOP_MILLISECONDS = 10_000;

/** Starts `bellhop run` (or what `SERVER_COMMAND` names) and resolves once it answers. */
export async function startServer({ port, dataDir, site = [], config }: ServerOptions): Promise<Server> {
  await mkdir(dataDir, { recursive: true });
  const file = config ?? join(dataDir, "bellhop.yaml");
  if (!config) await writeFile(file, configuration(port, dataDir, site));
  const command = process.env.SERVER_COMMAND ?? resolve(import.meta.dirname, "../../../bellhop");
  const child = spawn(command, ["run", "--config", file], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, BELLHOP_LISTEN_PORT: `${port}`, BELLHOP_DATA: dataDir },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      output += part.toString();
    });
  }
  const url = `http://127.0.0.1:${port}`;
  await answers(url, child, () => output);
  return {
    url,
    output: () => output,
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

function configuration(port: number, dataDir: string, site: readonly string[]): string {
  return [
    "listen:",
    "  host: 127.0.0.1",
    `  port: ${port}`,
    `data: ${JSON.stringify(dataDir)}`,
    "sites:",
    "  - id: demo",
    "    name: Hotel Fjordlys",
    ...site.map((line) => `    ${line}`),
    "    rooms:",
    "      - id: lobby",
    "        name: Lobby",
    "drain: 1s",
    "",
  ].join("\n");
}

async function answers(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_MILLISECONDS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    const response = await fetch(`${url}/metrics`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`The server did not start:\n${output()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_MILLISECONDS);
  await exited;
  clearTimeout(force);
}

/** How many sessions the server has now, by its own gauge. */
export async function sessionsOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const samples = [...metrics.matchAll(/^bellhop_sessions(?:\{[^}]*\})? (\S+)$/gm)];
  return samples.reduce((sum, [, value]) => sum + Number(value), 0);
}

import type { ConnectionStatus } from "@bellhop/client";
import { useLanguage } from "../texts/language";
import styles from "./ConnectionFacts.module.css";

/** All that was measured on the connection, in words; what was not is said to be so. */
export function ConnectionFacts({ status }: { status: ConnectionStatus }) {
  const { language, texts } = useLanguage();
  const { connection } = texts;
  const { health, transport } = status;
  const milliseconds = unit(language, "millisecond");
  const kilobytes = unit(language, "kilobyte");
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const facts: [string, string | undefined][] = [
    [connection.quality, health.quality && connection[health.quality]],
    [connection.roundTrip, shown(health.rtt, milliseconds)],
    [connection.jitter, shown(health.jitter, milliseconds)],
    [connection.loss, shown(health.loss, percent)],
    [connection.reconnects, String(health.reconnects)],
    [connection.received, shown(health.bytesIn / 1000, kilobytes)],
    [connection.sent, shown(health.bytesOut / 1000, kilobytes)],
    [connection.transport, transport && { websocket: "WebSocket", sse: "SSE + POST" }[transport]],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value ?? connection.unknown}</dd>
        </div>
      ))}
    </dl>
  );
}

function unit(language: string, name: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: "unit", unit: name, maximumFractionDigits: 1 });
}

function shown(value: number | undefined, format: Intl.NumberFormat): string | undefined {
  return value === undefined ? undefined : format.format(value);
}

import { beforeAll, expect, test } from "vitest";
import { Agent } from "../src/agent";
import { PATIENCE } from "../src/lobby";
import { Site } from "../src/site";
import { customerToken, SECRET } from "../src/token";

const site = Site.forTests(18_114, [`secret: "${SECRET}"`, "desk: {assignment: manual}"]);
const CUSTOMERS = 200;
const EACH = 5;
let ingrid: Agent;

beforeAll(async () => {
  ingrid = await Agent.first(site, "Ingrid Solberg", { viewport: { width: 1440, height: 900 } });
  for (let customer = 0; customer < CUSTOMERS; customer++) await begin(customer);
}, 240_000);

/** As many open conversations as one customer may have. */
async function begin(customer: number): Promise<void> {
  for (let number = 0; number < EACH; number++) {
    const text = `Question ${number} of ${customer}`;
    await call(customer, "desk.start", { text, clientId: `${customer}-${number}` });
  }
}

async function call(customer: number, method: string, params: unknown) {
  const token = customerToken(`customer-${customer}`, `Customer ${customer}`);
  const response = await fetch(`${site.url}/api/${method}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(params),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response.json();
}

test("a list of a thousand conversations grows by scrolling, and scrolls smoothly", async () => {
  const { page } = ingrid;
  await ingrid.queue("Unassigned");
  await page.locator("[data-room]").first().waitFor(PATIENCE);
  const rows = () => page.locator("[data-room]").count();
  const scrolled = () =>
    page.evaluate(() => {
      const list = document.querySelector("[data-room]")?.closest("ul")?.parentElement;
      list?.scrollTo({ top: list.scrollHeight });
    });
  await expect.poll(() => scrolled().then(rows), { timeout: 60_000, interval: 50 }).toBe(CUSTOMERS * EACH);

  const gaps = await page.evaluate(async () => {
    const list = document.querySelector("[data-room]")?.closest("ul")?.parentElement;
    const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
    const found: number[] = [];
    let before = await frame();
    for (let step = 0; step < 120; step++) {
      if (list) list.scrollTop -= 400;
      const now = await frame();
      found.push(now - before);
      before = now;
    }
    return found.sort((a, b) => a - b);
  });

  const median = gaps[60] ?? Number.POSITIVE_INFINITY;
  const slow = gaps[114] ?? Number.POSITIVE_INFINITY;
  process.stdout.write(`1,000 conversations: frames of ${median.toFixed(1)} ms, p95 ${slow.toFixed(1)} ms\n`);
  expect(median).toBeLessThan(34);
  expect(slow).toBeLessThan(200);
});

test("a conversation far down in the list is counted when its customer writes again", async () => {
  const { page } = ingrid;
  await ingrid.queue("Unassigned");
  await page.reload();
  await expect.poll(() => page.title(), PATIENCE).toMatch(/^\(\d+\)/);
  const { conversations } = await call(0, "desk.mine", {});
  const { room } = conversations[0];
  const badge = page.locator(`[data-room="${room}"]`).getByText(/^\d+ unread$/);

  for (const [text, unread] of [
    ["Are you there?", 2],
    ["Hello?", 3],
  ] as const) {
    await call(0, "chat.send", { room, text, clientId: text });
    await expect.poll(() => badge.textContent(), PATIENCE).toBe(`${unread} unread`);
  }
});

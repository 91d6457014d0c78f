import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { violations } from "./accessibility";

const SHOTS = join(import.meta.dirname, "../screenshots");
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const SETTLE_MILLISECONDS = 350;

/** Looks at pages as they are now, on a phone and a desk, light and dark, and collects what axe finds. */
export class Looks {
  /** What is wrong with what was shown, in all of it, so that one look tells everything. */
  readonly faults: string[] = [];

  /** Leaves the page as it was: light, and as wide as before. */
  async at(page: Page, name: string): Promise<void> {
    await mkdir(SHOTS, { recursive: true });
    const before = page.viewportSize();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(SETTLE_MILLISECONDS);
        const shot = `${name}-${size.width}-${colorScheme}`;
        await page.screenshot({ path: join(SHOTS, `${shot}.png`) });
        this.faults.push(...(await violations(page)).map((fault) => `${shot}: ${fault}`));
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
    if (before) await page.setViewportSize(before);
  }
}

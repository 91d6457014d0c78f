import { defineConfig } from "vitest/config";

const conditions = ["bellhop:source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ["{packages,apps}/*/test/**/*.test.{ts,tsx}"] },
});

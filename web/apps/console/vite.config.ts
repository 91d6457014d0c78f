import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["BELLHOP_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  resolve: { conditions: ["bellhop:source", "module", "browser", "development|production"] },
  build: { assetsInlineLimit: 0, target: "es2022", modulePreload: { polyfill: false } },
  server: {
    proxy: { "/api": server, "/files": server, "/stream": server, "/ws": { target: server, ws: true } },
  },
});

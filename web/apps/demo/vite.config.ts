import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["BELLHOP_URL"] ?? "http://127.0.0.1:8080";
const pages = ["lobby", "together", "enter", "dealer", "repair", "hotel", "barbershop"];

export default defineConfig({
  base: "/",
  plugins: [react()],
  resolve: { conditions: ["bellhop:source", "module", "browser", "development|production"] },
  build: {
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: { input: ["index.html", ...pages.map((page) => `${page}/index.html`)] },
  },
  server: {
    proxy: {
      "/api": server,
      "/console": server,
      "/files": server,
      "/stream": server,
      "/widget": server,
      "/ws": { target: server, ws: true },
    },
  },
});

import { defineConfig } from "vite";

/** The loader: a plain script, so that it needs no module support of the page that names it. */
export default defineConfig({
  build: {
    outDir: "dist/site",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "src/embed.ts", formats: ["iife"], name: "bellhopEmbed", fileName: () => "embed.js" },
  },
});

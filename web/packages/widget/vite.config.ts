import { defineConfig, type Plugin } from "vite";

/** Whether a module comes with the chat: in one file, which is smaller and sooner there than many. */
const isNeeded = (module: string) => !/\/(client\/src\/sealed\/[\w-]+|adopt|sse|site)\.ts$/.test(module);

/** What is loaded later has nothing beside it to fetch first, so the bundler's helper for that would only weigh. */
const plainImports: Plugin = {
  name: "plain-imports",
  enforce: "pre",
  load: (id) =>
    id.includes("vite/preload-helper") ? "export const __vitePreload = (load) => load();" : undefined,
};

/** The custom element with all that it needs, for pages without React: Preact stands in for it. */
export default defineConfig({
  base: "./",
  plugins: [plainImports],
  resolve: {
    conditions: ["bellhop:source", "module", "browser", "development|production"],
    alias: {
      react: "preact/compat",
      "react-dom": "preact/compat",
      "react-dom/client": "preact/compat/client",
      "react/jsx-runtime": "preact/jsx-runtime",
    },
  },
  esbuild: { jsx: "automatic" },
  build: {
    outDir: "dist/site",
    target: "es2022",
    modulePreload: false,
    rollupOptions: {
      input: { "bellhop-chat": "src/site.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "assets/[name]-[hash].js",
        codeSplitting: { groups: [{ name: "element", test: isNeeded }] },
      },
    },
  },
});

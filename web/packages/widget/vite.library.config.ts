import { defineConfig } from "vite";

/** The React component for pages that have React. */
export default defineConfig({
  resolve: { conditions: ["bellhop:source", "module", "browser", "development|production"] },
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: { entry: "src/index.ts", formats: ["es"], fileName: () => "index.js" },
    rollupOptions: { external: [/^react/, /^@bellhop\/(client|react)/] },
  },
});

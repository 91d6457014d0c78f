import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    chat: "src/chat/index.ts",
    files: "src/files/index.ts",
    sealed: "src/sealed/index.ts",
  },
  platform: "neutral",
  target: "es2022",
  dts: true,
  fixedExtension: false,
});

import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://quillbury.example",
  trailingSlash: "always",
  cacheDir: "./.cache",
  markdown: { syntaxHighlight: false },
});

// The admin is a Remix build: one server bundle, which also wires the door and the worker, and the browser's files.
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

const DEVELOPMENT_PORT = 4401;

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/.*"],
      future: {
        v3_fetcherPersist: true,
        // A fetcher that answers while a page's routes are still being discovered ends the navigation
        // on that page without its data, which leaves it blank (@remix-run/router 1.23).
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  server: { port: Number(process.env["PORT"] ?? DEVELOPMENT_PORT), strictPort: true },
  build: { assetsInlineLimit: 0, target: "es2022" },
  optimizeDeps: { include: ["@shopify/app-bridge-react", "@shopify/polaris"] },
});

declare module "@remix-run/node" {
  /** Tells the types that loaders may answer dates and whole objects, not only JSON. */
  interface Future {
    v3_singleFetch: true;
  }
}

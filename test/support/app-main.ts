// The app as a process of its own for tests: everything real but the pages, of which there is none.
import type { ServerBuild } from "@remix-run/node";
import { start } from "../../app/server.ts";

const noPages = {
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  basename: "/",
  isSpaMode: false,
  future: {},
  entry: { module: { default: () => new Response("no pages", { status: 404 }) } },
  routes: {},
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "test" },
};

await start(noPages as unknown as ServerBuild);

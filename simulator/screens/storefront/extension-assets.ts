// Assets of the theme app extension, compressed and cached for ever under the address of their
// version, as a content network serves them.
import type { SimulatorRequest, SimulatorResponse } from "../../server.ts";
import type { Asset, ThemeExtension } from "../liquid/extension.ts";

const ONE_YEAR_SECONDS = 31_536_000;

export function answerAsset(
  request: SimulatorRequest,
  extension: ThemeExtension,
): SimulatorResponse {
  const asset = extension.assets.get(request.params["name"] ?? "");
  if (!asset) return { status: 404, body: "No such asset" };
  const isVersioned = request.url.searchParams.get("v") === asset.version;
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const { encoding, body } = encode(asset, accepted);
  const etag = `"${asset.version}-${encoding}"`;
  const headers: Record<string, string> = {
    "content-type": asset.contentType,
    "cache-control": isVersioned
      ? `public, max-age=${ONE_YEAR_SECONDS}, immutable`
      : "public, max-age=0, must-revalidate",
    "access-control-allow-origin": "*",
    etag,
    vary: "accept-encoding",
    ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
  };
  if (request.headers["if-none-match"] === etag) return { status: 304, headers };
  return { headers: { ...headers, "content-length": String(body.length) }, body };
}

function encode(asset: Asset, accepted: string): { encoding: string; body: Buffer } {
  const offered = accepted.split(",").map((part) => part.split(";")[0]?.trim());
  if (offered.includes("br")) return { encoding: "br", body: asset.brotli };
  if (offered.includes("gzip")) return { encoding: "gzip", body: asset.gzip };
  return { encoding: "identity", body: asset.plain };
}

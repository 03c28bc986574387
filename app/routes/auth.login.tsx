// Where the library sends those who come without a shop. With one it leads to the installation.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { login } from "../shopify.server.ts";
import { OpenFromShopify } from "../ui/open-from-shopify.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  await login(request);
  return null;
}

export const meta = () => [{ title: "Regulars" }];

export default OpenFromShopify;

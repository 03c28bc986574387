// The app's bare address. Shopify opens it with the shop's name; anybody else is told where the app
// lives.
import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { OpenFromShopify } from "../ui/open-from-shopify.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) return redirect(`/app?${searchParams}`);
  return null;
}

export const meta = () => [{ title: "Regulars" }];

export default OpenFromShopify;

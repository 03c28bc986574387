// Addresses that the API does not have.
import { problem } from "./api/problems.ts";

const nothingHere = () =>
  problem("not-found", "docs/openapi.json lists the addresses that there are");

export function loader(): Response {
  return nothingHere();
}

export function action(): Response {
  return nothingHere();
}

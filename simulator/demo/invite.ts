// The newest members of the demo are invited to a tier, as a merchant does on their pages.
import { askAdmin } from "./prepare-shop.ts";
import type { Stack } from "./stack.ts";

const invited = 2;
const memberPage = /\/app\/members\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/g;

export async function inviteMembers(stack: Stack, handle: string, tierId: string): Promise<void> {
  const list = await askAdmin(stack, handle, "/app/members");
  const ids = new Set([...list.matchAll(memberPage)].map(([, id]) => id));
  if (ids.size < invited) throw new Error(`There is nobody to invite in ${handle}.`);
  for (const id of [...ids].slice(0, invited)) {
    const invitation = { intent: "invite", values: { tierId, through: "" } };
    const said = await askAdmin(stack, handle, `/app/members/${id}.data`, invitation);
    if (!said.includes('"invited"')) throw new Error(`The invitation was refused: ${said}`);
  }
}

// What the app answers staff in tests of their extensions, and what they type.
import type { StaffAnswer, StaffMember } from "../../widget/contract/staff.ts";
import { find } from "./extension-page.ts";

const member: StaffMember = {
  id: "018f0000-0000-7000-8000-000000000001",
  joinedOn: "2026-03-01",
  balance: { available: 1_240, pending: 0, shortfall: 0 },
  coming: [],
  ending: null,
  tier: null,
  entries: [],
};

export const answer = (changes: Partial<StaffMember> = {}): StaffAnswer => ({
  pointsName: { one: "Bean", other: "Beans" },
  member: { ...member, ...changes },
});

export const newcomer: StaffAnswer = { ...answer(), member: null };

/** What a member of staff types into a field, and the drawing that follows. */
export async function type(selector: string, value: string): Promise<void> {
  const field = find<HTMLInputElement>(selector);
  Object.assign(field, { value });
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise<void>((resolve) => queueMicrotask(resolve));
}

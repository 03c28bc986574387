// How two customers are reached, so that they can be compared: their phone numbers and addresses.
// Nothing of it is kept.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const operation = `#graphql
  query FetchContacts($friend: ID!, $member: ID!) {
    friend: customer(id: $friend) {
      ...Contact
    }
    member: customer(id: $member) {
      ...Contact
    }
  }

  fragment Contact on Customer {
    defaultPhoneNumber {
      phoneNumber
    }
    defaultAddress {
      address1
      zip
      countryCodeV2
      phone
    }
  }`;

const customer = z.object({
  defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
  defaultAddress: z
    .object({
      address1: z.string().nullable(),
      zip: z.string().nullable(),
      countryCodeV2: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .nullable(),
});
const schema = z.object({ friend: customer.nullable(), member: customer.nullable() });

export interface Contact {
  readonly phone: string | null;
  readonly address: {
    readonly street: string | null;
    readonly postcode: string | null;
    readonly country: string | null;
  } | null;
}

export interface Contacts {
  /** Null for a customer who is gone. */
  readonly friend: Contact | null;
  readonly member: Contact | null;
}

/** Of two customers by Shopify's numbers. */
export async function fetchContacts(
  admin: AdminGraphql,
  { friendId, memberId }: { readonly friendId: string; readonly memberId: string },
  signal?: AbortSignal,
): Promise<AdminAnswer<Contacts>> {
  const [friend, member] = [friendId, memberId].map((id) => `gid://shopify/Customer/${id}`);
  const asked = { operation, variables: { friend, member }, schema };
  const answer = await askAdmin(admin, asked, signal);
  if (answer.outcome !== "ok") return answer;
  const { data } = answer;
  return {
    outcome: "ok",
    data: { friend: contactOf(data.friend), member: contactOf(data.member) },
  };
}

function contactOf(found: z.output<typeof customer> | null): Contact | null {
  if (found === null) return null;
  const { defaultPhoneNumber, defaultAddress } = found;
  const phone = defaultPhoneNumber?.phoneNumber ?? defaultAddress?.phone ?? null;
  const address = defaultAddress && {
    street: defaultAddress.address1,
    postcode: defaultAddress.zip,
    country: defaultAddress.countryCodeV2,
  };
  return { phone, address };
}

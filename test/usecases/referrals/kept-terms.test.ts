// Friends keep what they were promised when they asked, also where the program says something else
// by now.
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { claimVoucher } from "../../../app/usecases/referrals/claim-voucher.ts";
import { visitLink } from "../../../app/usecases/referrals/visit-link.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import { CLAIMED_AT, REFERRAL_INPUT, ReferralShop } from "../../support/referral-shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("a code of the page stays on the page once the program sends codes by e-mail", async () => {
  const shop = await ReferralShop.open(db);
  const friend = await shop.friend({ email: "bob@example.com" });
  const { visitId, programVersionId: baseVersionId } = await friend.referral();
  if (visitId === null) throw new Error("no visit");
  const now = CLAIMED_AT + 60_000;
  const friendVoucher = {
    discount: { kind: "percentage_off", percent: "5" },
    handOver: "email",
  } as const;
  const referral = { ...REFERRAL_INPUT, friendVoucher };
  const document = { ...PROGRAM_INPUT, referral };
  const next = { shopId: shop.id, document, baseVersionId, actor: "system", now } as const;
  expect(await saveProgram(next)).toMatchObject({ outcome: "saved" });

  const promised = { discount: { percent: "10" }, handOver: "page" };
  const back = { shopId: shop.id, code: shop.code, visitId, customerId: null, connection: null };
  const visited = await visitLink(back, now + 1);
  expect(visited).toMatchObject({
    referral: { id: friend.id },
    terms: { friendVoucher: promised },
  });
  const again = { ...back, email: "bob@example.com", device: null, locale: null };
  const claimed = await claimVoucher(again, now + 1);
  expect(claimed).toMatchObject({
    referral: { id: friend.id },
    terms: { friendVoucher: promised },
  });
});

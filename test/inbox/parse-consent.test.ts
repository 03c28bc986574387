// What Shopify says of a customer's consent to be written to.
import { describe, expect, test } from "vitest";
import { parseEmailConsent, parseSmsConsent } from "../../app/inbox/parse-consent.ts";

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const at = "2026-03-01T10:00:00-05:00";

const email = (consent: object | undefined, more: object = {}) =>
  parseEmailConsent(
    bytes({
      customer_id: 7001,
      email_address: "ada@example.com",
      email_marketing_consent: consent,
      ...more,
    }),
  );

const sms = (consent: object) =>
  parseSmsConsent(bytes({ id: 7001, phone: null, sms_marketing_consent: consent }));

describe("consent to e-mails", () => {
  test("is given once it is subscribed, at the moment that Shopify names", () => {
    const consent = { state: "subscribed", opt_in_level: "single_opt_in", consent_updated_at: at };
    expect(email(consent)).toEqual({
      outcome: "parsed",
      event: {
        customerId: "7001",
        email: "ada@example.com",
        isGiven: true,
        changedAt: Date.parse(at),
      },
    });
  });

  test.each(["unsubscribed", "not_subscribed", "pending", "redacted", "invalid", "", null])(
    "is not given in the state %s",
    (state) => {
      expect(email({ state, opt_in_level: null, consent_updated_at: at })).toMatchObject({
        event: { isGiven: false },
      });
    },
  );

  test("may have no moment, and no address", () => {
    const consent = { state: "SUBSCRIBED", opt_in_level: null, consent_updated_at: null };
    expect(email(consent, { email_address: "" })).toMatchObject({
      event: { isGiven: true, changedAt: null, email: null },
    });
  });

  test.each([
    ["customer_id", email({ state: "subscribed" }, { customer_id: "x" })],
    ["email_marketing_consent", email(undefined)],
  ])("is refused without %s", (field, answer) => {
    expect(answer).toMatchObject({ outcome: "refused", detail: expect.stringContaining(field) });
  });
});

describe("consent to text messages", () => {
  test("is given once it is subscribed", () => {
    const consent = {
      state: "subscribed",
      opt_in_level: "confirmed_opt_in",
      consent_updated_at: at,
    };
    expect(sms({ ...consent, consent_collected_from: "SHOPIFY" })).toEqual({
      outcome: "parsed",
      event: { customerId: "7001", email: null, isGiven: true, changedAt: Date.parse(at) },
    });
  });

  test("is not given while it waits to be confirmed", () => {
    expect(sms({ state: "pending", consent_updated_at: at })).toMatchObject({
      event: { isGiven: false },
    });
  });
});

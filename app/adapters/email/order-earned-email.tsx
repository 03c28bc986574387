// The e-mail after an order: what it earned, the balance, and how far the next reward is. React
// escapes every value in the HTML; the plain text says the same in the same order.
import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
  render,
} from "@react-email/components";
import { chooseTexts } from "./choose-texts.ts";
import { type MoneyText, type PointsName, formatMoney, formatPoints } from "./format.ts";
import { fill } from "./locales/texts.ts";

export interface OrderEarnedEmail {
  /** Languages in order of preference, as Shopify writes them. */
  locales: readonly (string | null | undefined)[];
  shopName: string;
  shopUrl: string;
  firstName: string | null;
  orderName: string;
  earnedPoints: bigint;
  availablePoints: bigint;
  pointsName: PointsName;
  /** The reward to look forward to; none missing when it can be had now. Null without rewards. */
  nextReward: { amount: MoneyText; missingPoints: bigint } | null;
  unsubscribeUrl: string;
}

export interface RenderedEmail {
  subject: string;
  html: string;
  text: string;
}

interface Sentences {
  locale: string;
  subject: string;
  preview: string;
  greeting: string;
  earned: string;
  balanceLabel: string;
  balance: string;
  next: string | null;
  visit: string;
  why: string;
  unsubscribe: string;
}

export async function renderOrderEarnedEmail(email: OrderEarnedEmail): Promise<RenderedEmail> {
  const sentences = sentencesOf(email);
  const html = await render(<OrderEarned email={email} sentences={sentences} />);
  return { subject: sentences.subject, html, text: plainText(email, sentences) };
}

function sentencesOf(email: OrderEarnedEmail): Sentences {
  const { locale, texts } = chooseTexts(email.locales);
  const words = texts.orderEarned;
  const shop = oneLine(email.shopName);
  const order = oneLine(email.orderName);
  const name = oneLine(email.firstName ?? "");
  const points = (count: bigint) => oneLine(formatPoints(count, email.pointsName, locale));
  const balance = points(email.availablePoints);
  return {
    locale,
    subject: fill(words.subject, { points: points(email.earnedPoints), order }),
    preview: fill(words.preview, { shop, balance }),
    greeting: name === "" ? words.greetingWithoutName : fill(words.greeting, { name }),
    earned: fill(words.earned, { order, points: points(email.earnedPoints) }),
    balanceLabel: words.balance,
    balance,
    next: nextSentence(email, words, locale, points),
    visit: fill(words.visit, { shop }),
    why: fill(words.why, { shop, pointsName: oneLine(email.pointsName.other) }),
    unsubscribe: words.unsubscribe,
  };
}

function nextSentence(
  email: OrderEarnedEmail,
  words: { nextReward: string; rewardReady: string },
  locale: string,
  points: (count: bigint) => string,
): string | null {
  if (email.nextReward === null) return null;
  const amount = formatMoney(email.nextReward.amount, locale);
  const missing = email.nextReward.missingPoints;
  if (missing <= 0n) return fill(words.rewardReady, { amount });
  return fill(words.nextReward, { amount, missing: points(missing) });
}

/** Names come from outside: no line breaks into a subject or a plain-text line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

function plainText(email: OrderEarnedEmail, sentences: Sentences): string {
  const paragraphs = [
    sentences.greeting,
    sentences.earned,
    `${sentences.balanceLabel}: ${sentences.balance}`,
    sentences.next,
    `${sentences.visit}: ${email.shopUrl}`,
    "--",
    sentences.why,
    `${sentences.unsubscribe}: ${email.unsubscribeUrl}`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== null).join("\n\n")}\n`;
}

const font = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const styles = {
  body: { backgroundColor: "#f4f4f5", fontFamily: font, margin: 0, padding: "24px 0" },
  card: {
    backgroundColor: "#ffffff",
    borderRadius: "12px",
    margin: "0 auto",
    maxWidth: "520px",
    padding: "32px",
  },
  heading: { color: "#18181b", fontSize: "20px", lineHeight: "28px", margin: "0 0 16px" },
  text: { color: "#3f3f46", fontSize: "16px", lineHeight: "24px", margin: "0 0 16px" },
  balance: {
    backgroundColor: "#f4f4f5",
    borderRadius: "8px",
    margin: "0 0 16px",
    padding: "16px 20px",
  },
  balanceLabel: { color: "#52525b", fontSize: "14px", lineHeight: "20px", margin: 0 },
  balanceValue: {
    color: "#18181b",
    fontSize: "28px",
    fontWeight: 700,
    lineHeight: "36px",
    margin: 0,
  },
  button: {
    backgroundColor: "#18181b",
    borderRadius: "8px",
    color: "#ffffff",
    display: "inline-block",
    fontSize: "16px",
    padding: "12px 20px",
  },
  rule: { borderColor: "#e4e4e7", margin: "28px 0 16px" },
  small: { color: "#52525b", fontSize: "13px", lineHeight: "20px", margin: "0 0 4px" },
  smallLink: { color: "#52525b", fontSize: "13px", textDecoration: "underline" },
} as const;

function OrderEarned(props: { email: OrderEarnedEmail; sentences: Sentences }) {
  const { email, sentences } = props;
  return (
    <Html lang={sentences.locale}>
      <Head />
      <Preview>{sentences.preview}</Preview>
      <Body style={styles.body}>
        <Container style={styles.card}>
          <Heading as="h1" style={styles.heading}>
            {sentences.greeting}
          </Heading>
          <Text style={styles.text}>{sentences.earned}</Text>
          <Section style={styles.balance}>
            <Text style={styles.balanceLabel}>{sentences.balanceLabel}</Text>
            <Text style={styles.balanceValue}>{sentences.balance}</Text>
          </Section>
          {sentences.next === null ? null : <Text style={styles.text}>{sentences.next}</Text>}
          <Button href={email.shopUrl} style={styles.button}>
            {sentences.visit}
          </Button>
          <Hr style={styles.rule} />
          <Text style={styles.small}>{sentences.why}</Text>
          <Link href={email.unsubscribeUrl} style={styles.smallLink}>
            {sentences.unsubscribe}
          </Link>
        </Container>
      </Body>
    </Html>
  );
}

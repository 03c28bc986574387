// How every e-mail of the program looks: one card, one thing to press, why it came and how to stop
// it. React escapes every value in the HTML; the plain text says the same in the same order.
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
import { type PointsName, formatPoints, oneLine } from "./format.ts";
import { type EmailTexts, fill } from "./locales/texts.ts";

/** What each e-mail knows of its reader and sender. */
export interface Addressed {
  /** Languages in order of preference, as Shopify writes them. */
  locales: readonly (string | null | undefined)[];
  shopName: string;
  shopUrl: string;
  firstName: string | null;
  availablePoints: bigint;
  pointsName: PointsName;
  unsubscribeUrl: string;
}

/** A paragraph, a list below the sentence that leads to it, or a question with a link to answer. */
export type Block =
  | string
  | { lead: string; items: readonly string[] }
  | { question: string; label: string; href: string };

/** What one e-mail has to say, in the reader's language. */
export interface Message {
  subject: string;
  preview: string;
  /** What came about; the balance is shown below it. */
  news: readonly Block[];
  /** What may come next. */
  outlook: readonly Block[];
}

export interface RenderedEmail {
  subject: string;
  html: string;
  text: string;
}

/** The reader's language, and how it writes points and names. */
export interface Voice {
  locale: string;
  texts: EmailTexts;
  points: (count: bigint) => string;
  shop: string;
}

export function voiceFor({ locales, pointsName, shopName }: Addressed): Voice {
  const { locale, texts } = chooseTexts(locales);
  const points = (count: bigint) => oneLine(formatPoints(count, pointsName, locale));
  return { locale, texts, points, shop: oneLine(shopName) };
}

/** Somebody who is no member: without a balance, and without other e-mails that they could stop. */
export type Stranger = Pick<Addressed, "locales" | "shopName" | "shopUrl">;

export interface MessageToStranger extends Message {
  /** Of the button. */
  visit: string;
  /** Why it came. */
  why: string;
}

export async function renderLetterToStranger(
  { shopUrl, ...to }: Stranger,
  write: (voice: Omit<Voice, "points">) => MessageToStranger,
): Promise<RenderedEmail> {
  const { locale, texts } = chooseTexts(to.locales);
  const { visit, why, ...message } = write({ locale, texts, shop: oneLine(to.shopName) });
  const greeting = texts.letter.greetingWithoutName;
  const frame = { locale, greeting, balance: null, visit, why, unsubscribe: null };
  return rendered({ shopUrl }, frame, message);
}

export async function renderLetter(
  to: Addressed,
  write: (voice: Voice) => Message,
): Promise<RenderedEmail> {
  const voice = voiceFor(to);
  return rendered(to, frameOf(to, voice), write(voice));
}

interface Frame {
  locale: string;
  greeting: string;
  balance: { label: string; points: string } | null;
  visit: string;
  why: string;
  unsubscribe: { label: string; url: string } | null;
}

interface Sheet {
  to: Pick<Addressed, "shopUrl">;
  frame: Frame;
  message: Message;
}

async function rendered(to: Sheet["to"], frame: Frame, message: Message): Promise<RenderedEmail> {
  const html = await render(<Letter to={to} frame={frame} message={message} />);
  return { subject: message.subject, html, text: plainText({ to, frame, message }) };
}

function frameOf(to: Addressed, { locale, texts, points, shop }: Voice): Frame {
  const words = texts.letter;
  const name = oneLine(to.firstName ?? "");
  return {
    locale,
    greeting: name === "" ? words.greetingWithoutName : fill(words.greeting, { name }),
    balance: { label: words.balance, points: points(to.availablePoints) },
    visit: fill(words.visit, { shop }),
    why: fill(words.why, { shop, pointsName: oneLine(to.pointsName.other) }),
    unsubscribe: { label: words.unsubscribe, url: to.unsubscribeUrl },
  };
}

function plainText({ to, frame, message }: Sheet): string {
  const { balance, unsubscribe } = frame;
  const paragraphs = [
    frame.greeting,
    ...message.news.map(plainBlock),
    ...(balance ? [`${balance.label}: ${balance.points}`] : []),
    ...message.outlook.map(plainBlock),
    `${frame.visit}: ${to.shopUrl}`,
    "--",
    frame.why,
    ...(unsubscribe ? [`${unsubscribe.label}: ${unsubscribe.url}`] : []),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function plainBlock(block: Block): string {
  if (typeof block === "string") return block;
  if ("href" in block) return `${block.question}\n${block.label}: ${block.href}`;
  return [block.lead, ...block.items.map((item) => `- ${item}`)].join("\n");
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
  lead: { color: "#3f3f46", fontSize: "16px", lineHeight: "24px", margin: "0 0 4px" },
  list: {
    color: "#3f3f46",
    fontSize: "16px",
    lineHeight: "24px",
    margin: "0 0 16px",
    paddingLeft: "20px",
  },
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

function Letter({ to, frame, message }: Sheet) {
  const { balance, unsubscribe } = frame;
  return (
    <Html lang={frame.locale}>
      <Head />
      <Preview>{message.preview}</Preview>
      <Body style={styles.body}>
        <Container style={styles.card}>
          <Heading as="h1" style={styles.heading}>
            {frame.greeting}
          </Heading>
          <Blocks blocks={message.news} />
          {balance && (
            <Section style={styles.balance}>
              <Text style={styles.balanceLabel}>{balance.label}</Text>
              <Text style={styles.balanceValue}>{balance.points}</Text>
            </Section>
          )}
          <Blocks blocks={message.outlook} />
          <Button href={to.shopUrl} style={styles.button}>
            {frame.visit}
          </Button>
          <Hr style={styles.rule} />
          <Text style={styles.small}>{frame.why}</Text>
          {unsubscribe && (
            <Link href={unsubscribe.url} style={styles.smallLink}>
              {unsubscribe.label}
            </Link>
          )}
        </Container>
      </Body>
    </Html>
  );
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => {
    if (typeof block === "string") {
      return (
        <Text key={index} style={styles.text}>
          {block}
        </Text>
      );
    }
    if ("href" in block) {
      return (
        <Text key={index} style={styles.text}>
          {block.question} <Link href={block.href}>{block.label}</Link>
        </Text>
      );
    }
    return (
      <Section key={index}>
        <Text style={styles.lead}>{block.lead}</Text>
        <ul style={styles.list}>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </Section>
    );
  });
}

// Texts of the panel in words of the merchant's own: found by what they say, language by language.
import {
  BlockStack,
  Button,
  Checkbox,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { ownTextValues } from "../../core/program/own-text-keys.ts";
import type { TextLanguage } from "../../core/program/own-text-terms.ts";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";

const languages: readonly { value: TextLanguage; label: string }[] = [
  { value: "en", label: "English" },
  { value: "de", label: "German" },
  { value: "fr", label: "French" },
  { value: "es", label: "Spanish" },
  { value: "tr", label: "Turkish" },
];

/** More than these are found faster by typing. */
const MAX_SHOWN = 20;

const about =
  "Whatever the panel, blocks of the theme, the checkout and customer accounts say can be put " +
  "otherwise. What you leave empty stays as we wrote it. Names of points, rewards and tiers are " +
  "set where they belong.";

/** By key; null while they are being read, and where they could not be. */
type Written = Readonly<Record<string, string>> | null;

export function TextsSection() {
  const { typed, problems } = useProgramForm();
  const [language, setLanguage] = useState(firstLanguage(typed.texts, problems));
  const [wanted, setWanted] = useState("");
  const [isOwnOnly, setIsOwnOnly] = useState(false);
  const [limit, setLimit] = useState(MAX_SHOWN);
  const { written, hasFailed } = useWritten(language);
  const own = new Map(
    typed.texts.filter((one) => one.language === language).map(({ key, text }) => [key, text]),
  );
  const keys = [...ownTextValues.keys()].filter((key) => {
    if (isOwnOnly && !own.has(key)) return false;
    return [key, written?.[key] ?? "", own.get(key) ?? ""].some((text) =>
      text.toLowerCase().includes(wanted.trim().toLowerCase()),
    );
  });
  // What is refused must be there to be put right.
  const refused = refusedKeys(typed.texts, problems, language);
  const shown = [...new Set([...refused, ...keys.slice(0, limit)])];
  return (
    <SectionCard title="Texts" about={about}>
      <InlineStack gap="400" blockAlign="end">
        <Select
          label="Language"
          options={[...languages]}
          value={language}
          onChange={(value) => setLanguage(value as TextLanguage)}
        />
        <TextField
          label="Search"
          type="search"
          placeholder="For example: Redeem"
          value={wanted}
          onChange={setWanted}
          autoComplete="off"
        />
        <Checkbox label="Only my own" checked={isOwnOnly} onChange={setIsOwnOnly} />
      </InlineStack>
      <Text as="p" tone="subdued">
        {hasFailed
          ? "The texts could not be read. Reload the page to try again."
          : countWords(keys.length, own.size)}
      </Text>
      <BlockStack gap="400">
        {shown.map((key) => (
          <OwnTextField
            key={`${language} ${key}`}
            language={language}
            name={key}
            written={written}
          />
        ))}
      </BlockStack>
      {keys.length > limit && (
        <InlineStack>
          <Button onClick={() => setLimit(limit + MAX_SHOWN)}>Show more</Button>
        </InlineStack>
      )}
    </SectionCard>
  );
}

interface OwnTextFieldProps {
  language: TextLanguage;
  name: string;
  written: Written;
}

function OwnTextField({ language, name, written }: OwnTextFieldProps) {
  const { typed, problems, onChange } = useProgramForm();
  const place = typed.texts.findIndex((one) => one.language === language && one.key === name);
  const path = `texts.${place}`;
  const problem = place < 0 ? undefined : problems.find((one) => one.path.startsWith(`${path}.`));
  const values = (ownTextValues.get(name) ?? []).map((value) => `{${value}}`).join(", ");
  const change = (text: string): void => {
    if (place < 0) onChange("texts", [...typed.texts, { language, key: name, text }]);
    else if (text === "")
      onChange(
        "texts",
        typed.texts.filter((_, index) => index !== place),
      );
    else onChange(`${path}.text`, text);
  };
  const ours = written?.[name] ?? "";
  return (
    <TextField
      id={place < 0 ? `texts.${language}.${name}` : `${path}.text`}
      label={ours || name}
      placeholder={ours}
      value={typed.texts[place]?.text ?? ""}
      onChange={change}
      autoComplete="off"
      helpText={values === "" ? name : `${name} · ${values}`}
      {...(problem && { error: problem.message })}
    />
  );
}

function useWritten(language: TextLanguage): { written: Written; hasFailed: boolean } {
  const { onListTexts } = useProgramForm();
  const [read, setRead] = useState<{ language: string; written: Written }>();
  const [failed, setFailed] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    onListTexts(language).then(
      (written) => isWanted && setRead({ language, written }),
      () => isWanted && setFailed(language),
    );
    return () => {
      isWanted = false;
    };
    // Each language is read when it is chosen.
  }, [language]);
  return {
    written: read?.language === language ? read.written : null,
    hasFailed: failed === language && read?.language !== language,
  };
}

type Texts = ReturnType<typeof useProgramForm>["typed"]["texts"];
type Problems = ReturnType<typeof useProgramForm>["problems"];

/** That of the first text that is refused. */
function firstLanguage(texts: Texts, problems: Problems): TextLanguage {
  const refused = texts.find((_, index) => isRefused(problems, index));
  return refused?.language ?? "en";
}

function refusedKeys(texts: Texts, problems: Problems, language: string): string[] {
  return texts
    .filter((one, index) => one.language === language && isRefused(problems, index))
    .map(({ key }) => key);
}

function isRefused(problems: Problems, index: number): boolean {
  return problems.some(({ path }) => path.startsWith(`texts.${index}.`));
}

function countWords(found: number, own: number): string {
  const texts = found === 1 ? "1 text" : `${found} texts`;
  return own === 0 ? `${texts}, all as we wrote them` : `${texts}, ${own} in words of your own`;
}

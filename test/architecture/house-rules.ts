// The rules of CONTRIBUTING.md that concern a file's name, size and words, as plain functions.
import { basename, extname } from "node:path/posix";

export const fileLinesMax = 300;
export const lineCharactersMax = 100;
/** For lines whose texts in quotes reach beyond: a sentence is easier to read in one piece. */
const lineWithTextCharactersMax = 140;

const vagueNames = [
  "util",
  "utils",
  "helper",
  "helpers",
  "misc",
  "common",
  "manager",
  "service",
  "services",
  "info",
  "v2",
];
const code = [".ts", ".tsx", ".js", ".mjs", ".css"];
const scripts = [".ts", ".tsx", ".mjs"];

const kebabCase = /^_?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/;
const comment = /^\s*(?:\/\/|\/\*|\*)/;
const openWork = new RegExp(
  `\\b(?:${["TO", "FIX"].map((word) => `${word}DO|${word}ME`).join("|")})\\b`,
);
const banner = /^\s*(?:\/\/|\/\*|#|--)\s*[-=*#~]{4,}/;
const day = /\b20\d\d-\d\d-\d\d\b/;
const singledOut = /\b(?:it|test|describe|bench)\.(?:only|skip|todo)\b/;
const silenced = /@ts-(?:ignore|nocheck)|(?:ox|es)lint-disable(?!.*--\s\S)/;
const quoted = /"[^"]*"|'[^']*'|`[^`]*(?:`|$)/g;
const urlInLine = /https?:\/\/\S{40,}/;

/** What is wrong with a path: vague words, or not the way that names are written here. */
export function nameViolations(path: string): string[] {
  const found: string[] = [];
  for (const segment of path.split("/")) {
    const stem = segment.split(".")[0] ?? "";
    const lastWord = stem.split("-").at(-1) ?? "";
    if (vagueNames.includes(lastWord) || stem === "data") {
      found.push(`${path}: "${segment}" does not say what it holds`);
    }
  }
  const named = scripts.includes(extname(path)) && !path.startsWith("app/routes/");
  if (named && !kebabCase.test(basename(path))) {
    found.push(`${path}: files are named in kebab-case`);
  }
  return found;
}

/** What is wrong with the text of a file of code. */
export function textViolations(path: string, text: string): string[] {
  if (!code.includes(extname(path))) {
    return [];
  }
  const lines = text.split(/\r?\n/);
  const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  const found: string[] = [];
  // A stylesheet is one file because Shopify serves it as one.
  if (count > fileLinesMax && extname(path) !== ".css") {
    found.push(`${path}: ${count} lines, at most ${fileLinesMax}`);
  }
  if (scripts.includes(extname(path)) && !/^(?:\/\/|\/\*|#!)/.test(text)) {
    found.push(`${path}: opens with a sentence that says what it is for`);
  }
  lines.forEach((line, at) => {
    for (const problem of lineViolations(line)) {
      found.push(`${path}:${at + 1}: ${problem}`);
    }
  });
  return found;
}

function lineViolations(line: string): string[] {
  const found: string[] = [];
  if (isTooLong(line)) {
    found.push(`${line.length} characters, at most ${lineCharactersMax}`);
  }
  if (openWork.test(line)) {
    found.push("open work belongs into the issue tracker");
  }
  if (singledOut.test(line)) {
    found.push("every test runs");
  }
  if (silenced.test(line)) {
    found.push("a silenced check says why, after two dashes");
  }
  if (banner.test(line)) {
    found.push("no banners");
  }
  if (comment.test(line) && day.test(line.replaceAll(quoted, ""))) {
    found.push("no dates in comments");
  }
  return found;
}

function isTooLong(line: string): boolean {
  if (line.length <= lineCharactersMax || urlInLine.test(line)) {
    return false;
  }
  const withoutTexts = comment.test(line) ? line : line.replaceAll(quoted, '""');
  return withoutTexts.length > lineCharactersMax || line.length > lineWithTextCharactersMax;
}

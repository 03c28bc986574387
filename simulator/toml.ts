// As much TOML as an app's configuration needs: tables, arrays of tables, dotted keys, strings,
// numbers, booleans and arrays. Anything else is refused with its line, never guessed.

export type TomlValue = string | number | boolean | TomlValue[] | TomlTable;
export type TomlTable = { [key: string]: TomlValue };

export function parseToml(text: string): TomlTable {
  const root: TomlTable = {};
  let current = root;
  for (const { statement, line } of statements(text)) {
    const list = /^\[\[(.+)\]\]$/.exec(statement)?.[1];
    const table = /^\[([^[].*)\]$/.exec(statement)?.[1];
    if (list !== undefined) current = appendTable(root, keyPath(list, line), line);
    else if (table !== undefined) current = openTable(root, keyPath(table, line), line);
    else assign(current, statement, line);
  }
  return root;
}

export function tableAt(table: TomlTable, key: string): TomlTable {
  const value = table[key];
  return isTable(value) ? value : {};
}

export function tablesAt(table: TomlTable, key: string): TomlTable[] {
  const value = table[key];
  return Array.isArray(value) ? value.filter(isTable) : [];
}

export function textAt(table: TomlTable, key: string): string | null {
  const value = table[key];
  return typeof value === "string" ? value : null;
}

export function textsAt(table: TomlTable, key: string): string[] {
  const value = table[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** One statement may span lines while an array is open. */
function* statements(text: string): Generator<{ statement: string; line: number }> {
  let pending = "";
  let start = 0;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = withoutComment(raw).trim();
    if (pending === "") start = index + 1;
    pending = `${pending} ${content}`.trim();
    if (pending === "") continue;
    if (openBrackets(pending) > 0) continue;
    yield { statement: pending, line: start };
    pending = "";
  }
  if (pending !== "") fail(start, "an array is never closed");
}

function withoutComment(line: string): string {
  const match = /^(?:"(?:\\.|[^"\\])*"|'[^']*'|[^"'#])*/.exec(line);
  return match?.[0] ?? "";
}

function openBrackets(statement: string): number {
  if (statement.startsWith("[")) return 0;
  const bare = statement.replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, "");
  return bare.split("[").length - bare.split("]").length;
}

function assign(table: TomlTable, statement: string, line: number): void {
  const match =
    /^((?:"[^"]*"|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|[A-Za-z0-9_-]+))*)\s*=\s*(.+)$/.exec(
      statement,
    );
  if (!match?.[1] || !match[2]) fail(line, `cannot read "${statement}"`);
  const path = keyPath(match[1], line);
  const key = path.pop() ?? fail(line, "a key is missing");
  const { value, rest } = readValue(match[2], line);
  if (rest.trim() !== "") fail(line, `unexpected "${rest.trim()}"`);
  openTable(table, path, line)[key] = value;
}

function readValue(text: string, line: number): { value: TomlValue; rest: string } {
  const source = text.trimStart();
  const string = /^"((?:\\.|[^"\\])*)"|^'([^']*)'/.exec(source);
  if (string) {
    const value = string[2] ?? (JSON.parse(`"${string[1] ?? ""}"`) as string);
    return { value, rest: source.slice(string[0].length) };
  }
  const word = /^(true|false|[+-]?\d+(?:\.\d+)?)(?![\w.])/.exec(source);
  if (word?.[1]) {
    const value = word[1] === "true" ? true : word[1] === "false" ? false : Number(word[1]);
    return { value, rest: source.slice(word[0].length) };
  }
  if (source.startsWith("[")) return readArray(source.slice(1), line);
  return fail(line, `cannot read the value "${source}"`);
}

function readArray(text: string, line: number): { value: TomlValue[]; rest: string } {
  const items: TomlValue[] = [];
  let rest = text.trimStart();
  while (!rest.startsWith("]")) {
    const item = readValue(rest, line);
    items.push(item.value);
    rest = item.rest.trimStart();
    if (rest.startsWith(",")) rest = rest.slice(1).trimStart();
    else if (!rest.startsWith("]")) fail(line, "an array needs a comma between its items");
  }
  return { value: items, rest: rest.slice(1) };
}

function keyPath(text: string, line: number): string[] {
  const keys = text.split(".").map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
  return keys.every((key) => key !== "") ? keys : fail(line, `cannot read the key "${text}"`);
}

function openTable(root: TomlTable, path: string[], line: number): TomlTable {
  let table = root;
  for (const key of path) {
    const found: TomlValue | undefined = table[key];
    const inner = Array.isArray(found) ? found.at(-1) : found;
    if (inner === undefined) table = (table[key] = {}) as TomlTable;
    else if (isTable(inner)) table = inner;
    else fail(line, `"${key}" is no table`);
  }
  return table;
}

function appendTable(root: TomlTable, path: string[], line: number): TomlTable {
  const key = path.at(-1) ?? "";
  const parent = openTable(root, path.slice(0, -1), line);
  const list = (parent[key] ??= []);
  if (!Array.isArray(list)) fail(line, `"${key}" is no array of tables`);
  const table: TomlTable = {};
  list.push(table);
  return table;
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value);
}

function fail(line: number, message: string): never {
  throw new Error(`TOML, line ${line}: ${message}`);
}

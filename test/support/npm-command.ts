// How to start npm from a program: the one that started this program, else the one on the PATH.
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly shell: boolean;
}

export function npmCommand(words: readonly string[]): Command {
  const running = process.env["npm_execpath"];
  if (running?.endsWith(".js")) {
    return { program: process.execPath, words: [running, ...words], shell: false };
  }
  // On Windows npm is a command file, which only a shell can start.
  return { program: "npm", words, shell: process.platform === "win32" };
}

// Downloads the program's file and sends it back, on the page of its versions.
import { useRevalidator } from "@remix-run/react";
import { useState } from "react";
import { type FileAnswer, fileAnswer } from "../../ui/program/program-file-answer.ts";
import { ProgramFileCard } from "../../ui/program/program-file-card.tsx";
import { saveFile } from "../../ui/save-file.ts";

const ADDRESS = "/app/program/file";
/** No status of a server: nothing was heard of one. */
const UNHEARD = 0;

export function ProgramFile() {
  const [answer, setAnswer] = useState<FileAnswer | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { revalidate } = useRevalidator();

  async function run(work: () => Promise<FileAnswer | null>): Promise<void> {
    setBusy(true);
    setAnswer(null);
    setAnswer(await work().catch(() => fileAnswer(UNHEARD, null)));
    setBusy(false);
  }

  async function download(): Promise<FileAnswer | null> {
    const response = await fetch(ADDRESS);
    if (!response.ok) return fileAnswer(UNHEARD, null);
    saveFile(await response.blob(), "program.json");
    return null;
  }

  async function upload(file: File): Promise<FileAnswer> {
    const headers = { "content-type": "application/json" };
    // A draft first: what a file changes is to be read before it is in force.
    const address = `${ADDRESS}?draft`;
    const response = await fetch(address, { method: "POST", headers, body: await file.text() });
    const body: unknown = response.status === 422 ? await response.json() : null;
    if (response.ok) revalidate();
    return fileAnswer(response.status, body);
  }

  return (
    <ProgramFileCard
      {...{ answer, isBusy }}
      onDownload={() => void run(download)}
      onUpload={(file) => void run(() => upload(file))}
    />
  );
}

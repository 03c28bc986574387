// All versions of the program as a table that also fits a phone, the newest first.
import { Badge, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { NothingCard } from "../nothing-card.tsx";
import { CardsDrawing } from "../illustrations.tsx";
import {
  authorWords,
  periodWords,
  statusWords,
  type VersionSummary,
  versionTitle,
} from "./version-words.ts";

const tones = {
  draft: undefined,
  scheduled: "info",
  active: "success",
  retired: undefined,
} as const;

export function StatusBadge({ status }: Pick<VersionSummary, "status">) {
  const tone = tones[status];
  return <Badge {...(tone && { tone })}>{statusWords[status]}</Badge>;
}

export interface VersionListProps {
  versions: VersionSummary[];
  timeZone: string;
}

export function VersionList({ versions, timeZone }: VersionListProps) {
  if (versions.length === 0) {
    return (
      <NothingCard
        illustration={<CardsDrawing />}
        heading="No versions yet"
        action={{ label: "Start your program", url: "/app/program" }}
      >
        Each time the program is saved, a version is kept here.
      </NothingCard>
    );
  }
  return (
    <Card padding="0">
      <table className="regulars-table regulars-versions">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">In force</th>
            <th scope="col" className="regulars-wide">
              Made
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.id}>
              <th scope="row">
                <InlineStack gap="200" blockAlign="center">
                  <Link url={`/app/program/versions/${version.id}`} monochrome removeUnderline>
                    <Text as="span" fontWeight="semibold" breakWord>
                      {versionTitle(version)}
                    </Text>
                  </Link>
                  <StatusBadge status={version.status} />
                </InlineStack>
              </th>
              <td>{periodWords(version, timeZone)}</td>
              <td className="regulars-wide">{authorWords(version, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

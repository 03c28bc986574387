// Who came to an event.
import { BlockStack, Box, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { formatDateTime, formatNumber } from "../format.ts";
import { placesWords } from "../check-in-words.ts";

export interface AttendeeView {
  memberId: string;
  name: string | null;
  email: string | null;
  checkedInAt: Date;
  how: "scanned" | "typed";
  points: number;
  door: string | null;
}

export interface AttendanceCardProps {
  attendees: AttendeeView[];
  attended: number;
  capacity: number | null;
  timeZone: string;
  isSaving: boolean;
  onDownload: () => void;
}

export function AttendanceCard(props: AttendanceCardProps) {
  const { attendees, attended, isSaving, onDownload } = props;
  return (
    <Card padding="0">
      <Box padding="400">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Attendance
            </Text>
            <Text as="p" tone="subdued">
              {attended === 0 ? "Nobody has checked in yet." : placesWords(props)}
            </Text>
          </BlockStack>
          {attended > 0 && (
            <Button onClick={onDownload} loading={isSaving}>
              Download list
            </Button>
          )}
        </InlineStack>
      </Box>
      {attendees.length > 0 && <AttendeeTable {...props} />}
      {attended > attendees.length && (
        <Box padding="400">
          <Text as="p" tone="subdued">
            The latest {formatNumber(attendees.length)} are shown. The list has all.
          </Text>
        </Box>
      )}
    </Card>
  );
}

function AttendeeTable({ attendees, timeZone }: AttendanceCardProps) {
  return (
    <table className="regulars-table">
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col" className="regulars-wide">
            Door
          </th>
          <th scope="col">Points</th>
          <th scope="col">Checked in</th>
        </tr>
      </thead>
      <tbody>
        {attendees.map(({ memberId, name, email, door, points, checkedInAt }) => (
          <tr key={memberId}>
            <th scope="row">
              <Link url={`/app/members/${memberId}`} removeUnderline>
                {name ?? email ?? "No name"}
              </Link>
            </th>
            <td className="regulars-wide">{door ?? "Admin"}</td>
            <td>{formatNumber(points)}</td>
            <td>{formatDateTime(checkedInAt, timeZone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

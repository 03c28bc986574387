// The members as a table that also fits a phone, with search, order and pages.
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Pagination,
  Select,
  Text,
} from "@shopify/polaris";
import { SearchField } from "./search-field.tsx";
import { formatDate, formatNumber } from "./format.ts";
import { CardsDrawing } from "./illustrations.tsx";
import { NothingCard } from "./nothing-card.tsx";

export interface MemberSummary {
  id: string;
  name: string | null;
  email: string | null;
  enrolledAt: Date;
  tierId: string | null;
  available: number;
  pending: number;
  shortfall: number;
}

export interface MemberListProps {
  members: MemberSummary[];
  search: string;
  sort: string;
  isLoading: boolean;
  /** What tiers are called, by their ids; empty for a program without tiers. */
  tierNames: Readonly<Record<string, string>>;
  timeZone: string;
  hasNext: boolean;
  hasPrevious: boolean;
  onSearch: (text: string) => void;
  onSort: (sort: string) => void;
  onNext: () => void;
  onPrevious: () => void;
}

export function MemberList(props: MemberListProps) {
  const { members, search } = props;
  if (members.length === 0 && search === "" && !props.hasPrevious) {
    return (
      <NothingCard
        illustration={<CardsDrawing />}
        heading="No members yet"
        action={{ label: "Look at your program", url: "/app/program" }}
      >
        A customer becomes a member with the first order that earns.
      </NothingCard>
    );
  }
  return (
    <Card padding="0">
      <Controls {...props} />
      {members.length === 0 ? <NothingFound {...props} /> : <MemberTable {...props} />}
      {(props.hasNext || props.hasPrevious) && (
        <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
          <InlineStack align="center">
            <Pagination
              hasNext={props.hasNext}
              hasPrevious={props.hasPrevious}
              onNext={props.onNext}
              onPrevious={props.onPrevious}
              accessibilityLabel="Pages of members"
            />
          </InlineStack>
        </Box>
      )}
    </Card>
  );
}

function Controls({ search, sort, isLoading, onSearch, onSort }: MemberListProps) {
  return (
    <Box padding="300">
      <InlineStack gap="300" blockAlign="center">
        <SearchField
          label="Search members"
          placeholder="Search by name or e-mail"
          value={search}
          isLoading={isLoading}
          onChange={onSearch}
        />
        <Select
          label="Order"
          labelInline
          options={[
            { label: "Newest first", value: "newest" },
            { label: "Highest balance", value: "balance" },
          ]}
          value={sort}
          onChange={onSort}
        />
      </InlineStack>
    </Box>
  );
}

function NothingFound({ search, onSearch }: MemberListProps) {
  return (
    <Box padding="800">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="p" alignment="center">
          No member matches “{search}”.
        </Text>
        <Button onClick={() => onSearch("")}>Show all members</Button>
      </BlockStack>
    </Box>
  );
}

function MemberTable({ members, timeZone, tierNames }: MemberListProps) {
  return (
    <table className="regulars-table">
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col" className="regulars-wide">
            Member since
          </th>
          <th scope="col">Balance</th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id}>
            <th scope="row">
              <InlineStack gap="200" blockAlign="center">
                <MemberLink member={member} />
                {member.tierId !== null && (
                  <Badge tone="info">{tierNames[member.tierId] ?? member.tierId}</Badge>
                )}
              </InlineStack>
              {member.name && member.email && (
                <Text as="p" variant="bodySm" tone="subdued" breakWord>
                  {member.email}
                </Text>
              )}
            </th>
            <td className="regulars-wide">{formatDate(member.enrolledAt, timeZone)}</td>
            <td>
              <InlineStack gap="200" align="end" blockAlign="center">
                <OwedBadge member={member} />
                <Text as="span" numeric fontWeight="medium">
                  {formatNumber(member.available)}
                </Text>
              </InlineStack>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MemberLink({ member }: { member: MemberSummary }) {
  return (
    <Link url={`/app/members/${member.id}`} monochrome removeUnderline>
      <Text as="span" fontWeight="semibold" breakWord>
        {member.name ?? member.email ?? "Member without a name"}
      </Text>
    </Link>
  );
}

function OwedBadge({ member }: { member: MemberSummary }) {
  return member.shortfall > 0 ? (
    <Badge tone="warning">{`owes ${formatNumber(member.shortfall)}`}</Badge>
  ) : null;
}

// Who the member is, and whether they want e-mails.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { adminCustomerUrl } from "./admin-links.ts";
import { formatCalendarDate, formatDate } from "./format.ts";

export interface MemberIdentity {
  email: string | null;
  shopifyCustomerId: string | null;
  enrolledAt: Date;
  emailOptedOutAt: Date | null;
  /** A day of the calendar; null where none is known. */
  birthDate: string | null;
}

export function MemberDetailsCard({
  member,
  timeZone,
}: {
  member: MemberIdentity;
  timeZone: string;
}) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Member
        </Text>
        <Text as="p" breakWord>
          {member.email ?? "No e-mail address"}
        </Text>
        <Text as="p" tone="subdued">
          Since {formatDate(member.enrolledAt, timeZone)}
        </Text>
        {member.birthDate !== null && (
          <Text as="p" tone="subdued">
            Born on {formatCalendarDate(member.birthDate)}
          </Text>
        )}
        <InlineStack>
          {member.emailOptedOutAt ? (
            <Badge tone="attention">
              {`No e-mails since ${formatDate(member.emailOptedOutAt, timeZone)}`}
            </Badge>
          ) : (
            <Badge tone="success">Receives e-mails</Badge>
          )}
        </InlineStack>
        {member.shopifyCustomerId && (
          <Link url={adminCustomerUrl(member.shopifyCustomerId)} target="_top">
            View customer in Shopify
          </Link>
        )}
      </BlockStack>
    </Card>
  );
}

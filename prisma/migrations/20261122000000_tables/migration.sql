-- CreateTable
CREATE TABLE "shop" (
    "shop_id" BIGSERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "contact_email" TEXT,
    "app_installation_gid" TEXT,
    "scopes" TEXT NOT NULL DEFAULT '',
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(3),
    "redacted_at" TIMESTAMPTZ(3),
    "token_lease_until" TIMESTAMPTZ(3),
    "swept_until" TIMESTAMPTZ(3),

    CONSTRAINT "shop_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "access_token" TEXT,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(3),
    "online_access_info" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "program_version" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "schema_version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "active_from" TIMESTAMPTZ(3),
    "active_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "program_version_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "member" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "shopify_customer_id" TEXT,
    "email" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "locale" TEXT,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL,
    "customer_updated_at" TIMESTAMPTZ(3),
    "email_opted_out_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "redacted_at" TIMESTAMPTZ(3),
    "pending" BIGINT NOT NULL DEFAULT 0,
    "available" BIGINT NOT NULL DEFAULT 0,
    "reserved" BIGINT NOT NULL DEFAULT 0,
    "shortfall" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "member_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "order_state" (
    "shop_id" BIGINT NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT,
    "customer_id" TEXT,
    "member_id" UUID,
    "state" JSONB NOT NULL,
    "snapshot" JSONB,
    "program_version_id" UUID,
    "lot_id" UUID,
    "posted_points" BIGINT NOT NULL DEFAULT 0,
    "entry_count" INTEGER NOT NULL DEFAULT 0,
    "placed_at" TIMESTAMPTZ(3),
    "order_updated_at" TIMESTAMPTZ(3),
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_state_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "order_id" TEXT,
    "redemption_id" UUID,
    "program_version_id" UUID,
    "actor" TEXT NOT NULL,
    "explanation" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("shop_id","member_id","id")
);

-- CreateTable
CREATE TABLE "posting" (
    "shop_id" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "seq" SMALLINT NOT NULL,
    "member_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "points" BIGINT NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("shop_id","member_id","entry_id","seq")
);

-- CreateTable
CREATE TABLE "lot" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" TEXT,
    "accrued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "original" BIGINT NOT NULL,
    "pending" BIGINT NOT NULL DEFAULT 0,
    "available" BIGINT NOT NULL DEFAULT 0,
    "reserved" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("shop_id","member_id","id")
);

-- CreateTable
CREATE TABLE "redemption" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "request_key" TEXT NOT NULL,
    "reward_id" TEXT NOT NULL,
    "reward" JSONB NOT NULL,
    "program_version_id" UUID NOT NULL,
    "points" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "refusal" TEXT,
    "discount_gid" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "deactivated_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "used_order_id" TEXT,
    "return_reason" TEXT,

    CONSTRAINT "redemption_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "inbox_message" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "event_id" TEXT,
    "ordering_key" TEXT,
    "body" BYTEA,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ready',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("shop_id","topic","webhook_id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'ready',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("shop_id","kind","key")
);

-- CreateTable
CREATE TABLE "email_send" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_send_pkey" PRIMARY KEY ("shop_id","kind","subject_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "privacy_request" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "request_id" TEXT NOT NULL,
    "member_id" UUID,
    "customer_id" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "program_version_shop_id_number_key" ON "program_version"("shop_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "member_shop_id_shopify_customer_id_key" ON "member"("shop_id", "shopify_customer_id");

-- CreateIndex
CREATE INDEX "order_state_shop_id_customer_id_idx" ON "order_state"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "order_state_shop_id_placed_at_idx" ON "order_state"("shop_id", "placed_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_shop_id_key_key" ON "journal_entry"("shop_id", "key");

-- CreateIndex
CREATE INDEX "redemption_shop_id_member_id_requested_at_idx" ON "redemption"("shop_id", "member_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "redemption_shop_id_status_expires_at_idx" ON "redemption"("shop_id", "status", "expires_at");

-- CreateIndex
CREATE INDEX "redemption_shop_id_discount_gid_idx" ON "redemption"("shop_id", "discount_gid");

-- CreateIndex
CREATE UNIQUE INDEX "redemption_shop_id_member_id_request_key_key" ON "redemption"("shop_id", "member_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "redemption_shop_id_code_key" ON "redemption"("shop_id", "code");

-- CreateIndex
CREATE INDEX "inbox_message_received_at_idx" ON "inbox_message" USING BRIN ("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "privacy_request_shop_id_request_id_key" ON "privacy_request"("shop_id", "request_id");

-- AddForeignKey
ALTER TABLE "program_version" ADD CONSTRAINT "program_version_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "order_state" ADD CONSTRAINT "order_state_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_shop_id_member_id_entry_id_fkey" FOREIGN KEY ("shop_id", "member_id", "entry_id") REFERENCES "journal_entry"("shop_id", "member_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_shop_id_member_id_lot_id_fkey" FOREIGN KEY ("shop_id", "member_id", "lot_id") REFERENCES "lot"("shop_id", "member_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_shop_id_program_version_id_fkey" FOREIGN KEY ("shop_id", "program_version_id") REFERENCES "program_version"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "email_send" ADD CONSTRAINT "email_send_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

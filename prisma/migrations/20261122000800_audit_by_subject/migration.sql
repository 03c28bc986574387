-- CreateIndex
CREATE INDEX "audit_event_shop_id_subject_id_idx" ON "audit_event"("shop_id", "subject", "id");

CREATE TABLE "audit_heads" (
	"name" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_heads_name_pk" PRIMARY KEY("name")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"seq" bigint NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"principal" text NOT NULL,
	"role" text NOT NULL,
	"organisation" text,
	"operation" text NOT NULL,
	"request_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"outcome" text NOT NULL,
	"content_hash" text,
	"address" text,
	"times" bigint,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_log_seq_pk" PRIMARY KEY("seq")
);
--> statement-breakpoint
CREATE TABLE "audit_verifications" (
	"id" text NOT NULL,
	"finished_at" bigint NOT NULL,
	"checked" bigint NOT NULL,
	"faults" bigint NOT NULL,
	"head_seq" bigint NOT NULL,
	"head_hash" text NOT NULL,
	CONSTRAINT "audit_verifications_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "audit_pending" ADD COLUMN "address" text;
--> statement-breakpoint
ALTER TABLE "audit_pending" ADD COLUMN "times" bigint;
--> statement-breakpoint
CREATE INDEX "audit_log_kind_key_index" ON "audit_log" USING btree ("kind","key");
--> statement-breakpoint
CREATE INDEX "audit_log_principal_seq_index" ON "audit_log" USING btree ("principal","seq");
--> statement-breakpoint
CREATE INDEX "audit_log_at_index" ON "audit_log" USING btree ("at");

CREATE TABLE "attachment_contents" (
	"attachment" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "attachment_contents_attachment_pk" PRIMARY KEY("attachment")
);
--> statement-breakpoint
CREATE TABLE "attachment_hashes" (
	"sha256" text NOT NULL,
	"attachment" text NOT NULL,
	CONSTRAINT "attachment_hashes_sha256_pk" PRIMARY KEY("sha256")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"name" text,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "attachments_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "pledge_duplicate_answers" (
	"pledge" text NOT NULL,
	"answer" text NOT NULL,
	"candidates" json NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "pledge_duplicate_answers_pledge_pk" PRIMARY KEY("pledge")
);
--> statement-breakpoint
CREATE TABLE "pledge_shares" (
	"id" text NOT NULL,
	"pledge" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_on" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"revoked_at" bigint,
	"revoked_by" text,
	CONSTRAINT "pledge_shares_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "pledge_versions" ADD COLUMN "attachments" json;
--> statement-breakpoint
ALTER TABLE "pledges" ADD COLUMN "attachments" json;
--> statement-breakpoint
ALTER TABLE "attachment_contents" ADD CONSTRAINT "attachment_contents_attachment_fk" FOREIGN KEY ("attachment") REFERENCES "public"."attachments"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "attachment_hashes" ADD CONSTRAINT "attachment_hashes_attachment_fk" FOREIGN KEY ("attachment") REFERENCES "public"."attachments"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledge_duplicate_answers" ADD CONSTRAINT "pledge_duplicate_answers_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledge_shares" ADD CONSTRAINT "pledge_shares_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "attachment_hashes_attachment_index" ON "attachment_hashes" USING btree ("attachment");
--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_sha256_unique" ON "attachments" USING btree ("sha256");
--> statement-breakpoint
CREATE UNIQUE INDEX "pledge_shares_token_hash_unique" ON "pledge_shares" USING btree ("token_hash");
--> statement-breakpoint
CREATE INDEX "pledge_shares_pledge_index" ON "pledge_shares" USING btree ("pledge");
--> statement-breakpoint
CREATE INDEX "pledges_donor_decided_on_index" ON "pledges" USING btree ("donor","decided_on");
--> statement-breakpoint
CREATE INDEX "pledges_reference_folded_index" ON "pledges" USING btree ("reference_folded");

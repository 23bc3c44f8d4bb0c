CREATE TABLE "pledge_line_versions" (
	"line" text NOT NULL,
	"pledge" text NOT NULL,
	"version" bigint NOT NULL,
	"sector" text NOT NULL,
	"province" text,
	"item" text,
	"quantity_milli" bigint,
	"amount_minor" bigint,
	"superseded_at" bigint NOT NULL,
	CONSTRAINT "pledge_line_versions_line_version_pk" PRIMARY KEY("line","version")
);
--> statement-breakpoint
CREATE TABLE "pledge_status_voids" (
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "pledge_status_voids_status_pk" PRIMARY KEY("status")
);
--> statement-breakpoint
CREATE TABLE "pledge_versions" (
	"pledge" text NOT NULL,
	"version" bigint NOT NULL,
	"reference" text NOT NULL,
	"recipient" text,
	"flow_type" text NOT NULL,
	"earmarking" bigint NOT NULL,
	"first_reported_on" text,
	"expected_by" text,
	"expires_on" text,
	"rate_per_usd" text NOT NULL,
	"rate_date" text NOT NULL,
	"superseded_at" bigint NOT NULL,
	"superseded_by" text NOT NULL,
	CONSTRAINT "pledge_versions_pledge_version_pk" PRIMARY KEY("pledge","version")
);
--> statement-breakpoint
ALTER TABLE "pledge_lines" ADD COLUMN "recorded_at" bigint;
--> statement-breakpoint
ALTER TABLE "pledge_lines" ADD COLUMN "content_hash" text;
--> statement-breakpoint
ALTER TABLE "pledge_statuses" ADD COLUMN "content_hash" text;
--> statement-breakpoint
ALTER TABLE "pledges" ADD COLUMN "parent" text;
--> statement-breakpoint
ALTER TABLE "pledge_line_versions" ADD CONSTRAINT "pledge_line_versions_line_fk" FOREIGN KEY ("line") REFERENCES "public"."pledge_lines"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledge_line_versions" ADD CONSTRAINT "pledge_line_versions_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledge_status_voids" ADD CONSTRAINT "pledge_status_voids_status_fk" FOREIGN KEY ("status") REFERENCES "public"."pledge_statuses"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledge_versions" ADD CONSTRAINT "pledge_versions_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "pledge_line_versions_pledge_index" ON "pledge_line_versions" USING btree ("pledge");
--> statement-breakpoint
CREATE INDEX "pledges_parent_index" ON "pledges" USING btree ("parent");

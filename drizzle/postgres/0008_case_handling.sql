CREATE TABLE "case_commands" (
	"id" text NOT NULL,
	"content_hash" text NOT NULL,
	"answer" json NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "case_commands_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "netting_hints" (
	"id" text NOT NULL,
	"item" text NOT NULL,
	"place" text NOT NULL,
	"province" text NOT NULL,
	"quantity_milli" bigint NOT NULL,
	"excess_shipment" text NOT NULL,
	"excess_line" text NOT NULL,
	"excess_milli" bigint NOT NULL,
	"short_shipment" text NOT NULL,
	"short_line" text NOT NULL,
	"short_milli" bigint NOT NULL,
	"state" text NOT NULL,
	"proposed_at" bigint NOT NULL,
	"decided_at" bigint,
	"decided_by" text,
	"text" text,
	"withdrawn_at" bigint,
	"version" bigint NOT NULL,
	CONSTRAINT "netting_hints_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "netting_hints_something_to_net" CHECK (quantity_milli > 0)
);
--> statement-breakpoint
CREATE TABLE "netting_lines" (
	"shipment" text NOT NULL,
	"line" text NOT NULL,
	"side" text NOT NULL,
	"item" text NOT NULL,
	"place" text NOT NULL,
	"quantity_milli" bigint NOT NULL,
	"first_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	CONSTRAINT "netting_lines_shipment_line_side_pk" PRIMARY KEY("shipment","line","side")
);
--> statement-breakpoint
ALTER TABLE "discrepancies" ADD COLUMN "amount_usd" bigint;
--> statement-breakpoint
ALTER TABLE "discrepancies" ADD COLUMN "events" json DEFAULT '[]'::json NOT NULL;
--> statement-breakpoint
ALTER TABLE "discrepancies" ADD COLUMN "resolution" text;
--> statement-breakpoint
ALTER TABLE "discrepancies" ADD COLUMN "gone_at" bigint;
--> statement-breakpoint
ALTER TABLE "discrepancies" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "discrepancy_history" ADD COLUMN "text" text;
--> statement-breakpoint
ALTER TABLE "discrepancy_history" ADD COLUMN "reason" text;
--> statement-breakpoint
ALTER TABLE "discrepancy_history" ADD COLUMN "owner_before" text;
--> statement-breakpoint
ALTER TABLE "discrepancy_history" ADD COLUMN "owner_after" text;
--> statement-breakpoint
ALTER TABLE "discrepancy_history" ADD COLUMN "hint" text;
--> statement-breakpoint
CREATE INDEX "netting_hints_place_item_index" ON "netting_hints" USING btree ("place","item");
--> statement-breakpoint
CREATE INDEX "netting_hints_proposed_at_id_index" ON "netting_hints" USING btree ("proposed_at","id");
--> statement-breakpoint
CREATE INDEX "netting_hints_short_line_index" ON "netting_hints" USING btree ("short_line");
--> statement-breakpoint
CREATE INDEX "netting_hints_excess_line_index" ON "netting_hints" USING btree ("excess_line");
--> statement-breakpoint
CREATE INDEX "netting_lines_place_item_index" ON "netting_lines" USING btree ("place","item");
--> statement-breakpoint
CREATE INDEX "discrepancies_owner_opened_at_id_index" ON "discrepancies" USING btree ("owner","opened_at","id");

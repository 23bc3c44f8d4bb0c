CREATE TABLE "feed" (
	"position" bigint NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"at" bigint NOT NULL,
	"detail" json,
	CONSTRAINT "feed_position_kind_key_pk" PRIMARY KEY("position","kind","key")
);
--> statement-breakpoint
CREATE TABLE "feed_marks" (
	"name" text NOT NULL,
	"epoch" text NOT NULL,
	"swept_to" bigint NOT NULL,
	CONSTRAINT "feed_marks_name_pk" PRIMARY KEY("name")
);
--> statement-breakpoint
CREATE TABLE "pledge_edits" (
	"id" text NOT NULL,
	"pledge" text NOT NULL,
	"base_version" bigint NOT NULL,
	"met_version" bigint NOT NULL,
	"edit" json NOT NULL,
	"content_hash" text NOT NULL,
	"outcome" text NOT NULL,
	"fields" json NOT NULL,
	"problems" json NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"resolution" text,
	"resolved_at" bigint,
	"resolved_by" text,
	"note" text,
	CONSTRAINT "pledge_edits_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "parked_events" (
	"id" text NOT NULL,
	"shipment" text NOT NULL,
	"state" text NOT NULL,
	"command" json NOT NULL,
	"content_hash" text NOT NULL,
	"principal" json NOT NULL,
	"request_id" text NOT NULL,
	"source" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"settled_at" bigint,
	"problem" json,
	CONSTRAINT "parked_events_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "pledge_states" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "shipment_states" ADD COLUMN "events" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "pledge_edits" ADD CONSTRAINT "pledge_edits_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "pledge_edits_pledge_index" ON "pledge_edits" USING btree ("pledge");
--> statement-breakpoint
CREATE INDEX "pledge_edits_outcome_resolved_at_id_index" ON "pledge_edits" USING btree ("outcome","resolved_at","id");
--> statement-breakpoint
CREATE INDEX "parked_events_shipment_state_index" ON "parked_events" USING btree ("shipment","state");
--> statement-breakpoint
CREATE INDEX "parked_events_state_id_index" ON "parked_events" USING btree ("state","id");
--> statement-breakpoint
CREATE INDEX "parked_events_recorded_by_state_index" ON "parked_events" USING btree ("recorded_by","state");

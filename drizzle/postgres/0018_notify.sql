CREATE TABLE "digests" (
	"principal" text NOT NULL,
	"period" bigint NOT NULL,
	"up_to" bigint NOT NULL,
	CONSTRAINT "digests_principal_pk" PRIMARY KEY("principal")
);
--> statement-breakpoint
CREATE TABLE "notice_addressees" (
	"notice" text NOT NULL,
	"addressee" text NOT NULL,
	CONSTRAINT "notice_addressees_addressee_notice_pk" PRIMARY KEY("addressee","notice")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text NOT NULL,
	"cause" text NOT NULL,
	"type" text NOT NULL,
	"at" bigint NOT NULL,
	"told" json NOT NULL,
	CONSTRAINT "notices_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "notices_read" (
	"principal" text NOT NULL,
	"notice" text NOT NULL,
	"read_at" bigint NOT NULL,
	CONSTRAINT "notices_read_principal_notice_pk" PRIMARY KEY("principal","notice")
);
--> statement-breakpoint
CREATE TABLE "notices_read_up_to" (
	"principal" text NOT NULL,
	"at" bigint NOT NULL,
	"notice" text NOT NULL,
	CONSTRAINT "notices_read_up_to_principal_pk" PRIMARY KEY("principal")
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"principal" text NOT NULL,
	"email" boolean NOT NULL,
	"language" text NOT NULL,
	"types" json,
	"version" bigint NOT NULL,
	CONSTRAINT "notification_preferences_principal_pk" PRIMARY KEY("principal")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text NOT NULL,
	"webhook" text NOT NULL,
	"notice" text,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"tried_since" bigint NOT NULL,
	"replays" bigint DEFAULT 0 NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"attempted_at" bigint,
	"delivered_at" bigint,
	"status" bigint,
	"error" text,
	"excerpt" text,
	"duration_ms" bigint,
	CONSTRAINT "webhook_deliveries_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text NOT NULL,
	"url" text NOT NULL,
	"description" text,
	"types" json,
	"owner" text NOT NULL,
	"owner_kind" text NOT NULL,
	"role" text NOT NULL,
	"organisation" text,
	"provinces" json,
	"scopes" json,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" bigint,
	"version" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"disabled_at" bigint,
	"disabled_why" text,
	"failing_since" bigint,
	"failures" bigint DEFAULT 0 NOT NULL,
	"not_before" bigint,
	CONSTRAINT "webhooks_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "notice_addressees" ADD CONSTRAINT "notice_addressees_notice_fk" FOREIGN KEY ("notice") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notices_read" ADD CONSTRAINT "notices_read_notice_fk" FOREIGN KEY ("notice") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "notice_addressees_notice_index" ON "notice_addressees" USING btree ("notice");
--> statement-breakpoint
CREATE UNIQUE INDEX "notices_cause_unique" ON "notices" USING btree ("cause");
--> statement-breakpoint
CREATE INDEX "notices_at_id_index" ON "notices" USING btree ("at","id");
--> statement-breakpoint
CREATE INDEX "notices_read_notice_index" ON "notices_read" USING btree ("notice");
--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_webhook_notice_unique" ON "webhook_deliveries" USING btree ("webhook","notice");
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook_recorded_at_id_index" ON "webhook_deliveries" USING btree ("webhook","recorded_at","id");
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_recorded_at_index" ON "webhook_deliveries" USING btree ("recorded_at");
--> statement-breakpoint
CREATE INDEX "webhooks_organisation_recorded_at_id_index" ON "webhooks" USING btree ("organisation","recorded_at","id");
--> statement-breakpoint
CREATE INDEX "webhooks_owner_index" ON "webhooks" USING btree ("owner");

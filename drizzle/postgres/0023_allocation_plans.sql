CREATE TABLE "allocation_passages" (
	"line" text NOT NULL,
	"plan" text NOT NULL,
	"crossing" text NOT NULL,
	"month" text NOT NULL,
	"quantity_milli" bigint NOT NULL,
	"item" text NOT NULL,
	CONSTRAINT "allocation_passages_line_pk" PRIMARY KEY("line")
);
--> statement-breakpoint
CREATE TABLE "allocation_plans" (
	"id" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"plan" json NOT NULL,
	"accepted_by" text,
	"accepted_at" bigint,
	CONSTRAINT "allocation_plans_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "allocation_passages" ADD CONSTRAINT "allocation_passages_plan_fk" FOREIGN KEY ("plan") REFERENCES "public"."allocation_plans"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "allocation_passages_month_index" ON "allocation_passages" USING btree ("month");
--> statement-breakpoint
CREATE INDEX "allocation_plans_recorded_at_id_index" ON "allocation_plans" USING btree ("recorded_at","id");

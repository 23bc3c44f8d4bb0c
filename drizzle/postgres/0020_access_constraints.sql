CREATE TABLE "access_constraints" (
	"id" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"cause" text NOT NULL,
	"effect" text NOT NULL,
	"days" bigint,
	"provinces" json DEFAULT '[]'::json NOT NULL,
	"districts" json DEFAULT '[]'::json NOT NULL,
	"crossings" json DEFAULT '[]'::json NOT NULL,
	"months" json DEFAULT '[]'::json NOT NULL,
	"from" text,
	"until" text,
	"status" text NOT NULL,
	"source" text NOT NULL,
	"note" text,
	"is_withdrawn" boolean NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "access_constraints_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE INDEX "access_constraints_code_recorded_at_index" ON "access_constraints" USING btree ("code","recorded_at");

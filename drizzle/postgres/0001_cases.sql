CREATE TABLE "discrepancies" (
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject" text NOT NULL,
	"line" text NOT NULL,
	"state" text NOT NULL,
	"item" text,
	"pledge_line" text,
	"sector" text,
	"province" text,
	"quantity_milli" bigint,
	"person_days_milli" bigint,
	"causes" json NOT NULL,
	"owner" text,
	"opened_at" bigint NOT NULL,
	"closed_at" bigint,
	CONSTRAINT "discrepancies_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "discrepancy_history" (
	"id" text NOT NULL,
	"discrepancy" text NOT NULL,
	"at" bigint NOT NULL,
	"what" text NOT NULL,
	"by" text NOT NULL,
	"quantity_milli" bigint,
	CONSTRAINT "discrepancy_history_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "discrepancy_history" ADD CONSTRAINT "discrepancy_history_discrepancy_fk" FOREIGN KEY ("discrepancy") REFERENCES "public"."discrepancies"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "discrepancies_subject_kind_line_unique" ON "discrepancies" USING btree ("subject","kind","line");
--> statement-breakpoint
CREATE INDEX "discrepancies_opened_at_id_index" ON "discrepancies" USING btree ("opened_at","id");
--> statement-breakpoint
CREATE INDEX "discrepancies_pledge_line_index" ON "discrepancies" USING btree ("pledge_line");
--> statement-breakpoint
CREATE INDEX "discrepancy_history_discrepancy_index" ON "discrepancy_history" USING btree ("discrepancy");

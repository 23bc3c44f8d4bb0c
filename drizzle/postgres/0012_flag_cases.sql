CREATE TABLE "gap_flag_history" (
	"id" text NOT NULL,
	"flag" text NOT NULL,
	"at" bigint NOT NULL,
	"what" text NOT NULL,
	"by" text NOT NULL,
	"months" json NOT NULL,
	"severity" text NOT NULL,
	"text" text,
	"owner_before" text,
	"owner_after" text,
	CONSTRAINT "gap_flag_history_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "gap_flags" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "gap_flag_history" ADD CONSTRAINT "gap_flag_history_flag_fk" FOREIGN KEY ("flag") REFERENCES "public"."gap_flags"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "gap_flag_history_flag_index" ON "gap_flag_history" USING btree ("flag");

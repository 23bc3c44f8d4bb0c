CREATE TABLE "pledge_duplicate_answers" (
	"pledge" text NOT NULL,
	"answer" text NOT NULL,
	"candidates" json NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "pledge_duplicate_answers_pledge_pk" PRIMARY KEY("pledge")
);
--> statement-breakpoint
ALTER TABLE "pledge_duplicate_answers" ADD CONSTRAINT "pledge_duplicate_answers_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "pledges_donor_decided_on_index" ON "pledges" USING btree ("donor","decided_on");
--> statement-breakpoint
CREATE INDEX "pledges_reference_folded_index" ON "pledges" USING btree ("reference_folded");

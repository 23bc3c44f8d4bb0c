CREATE TABLE "concerns" (
	"subject" text NOT NULL,
	"concern" text NOT NULL,
	CONSTRAINT "concerns_subject_concern_pk" PRIMARY KEY("subject","concern")
);
--> statement-breakpoint
CREATE TABLE "file_uses" (
	"sha256" text NOT NULL,
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "file_uses_sha256_subject_pk" PRIMARY KEY("sha256","subject")
);
--> statement-breakpoint
CREATE INDEX "concerns_concern_subject_index" ON "concerns" USING btree ("concern","subject");

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

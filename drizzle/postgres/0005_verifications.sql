CREATE TABLE "verifications" (
	"id" text NOT NULL,
	"finished_at" bigint NOT NULL,
	"checked" bigint NOT NULL,
	"pending" bigint NOT NULL,
	"differences" bigint NOT NULL,
	CONSTRAINT "verifications_id_pk" PRIMARY KEY("id")
);

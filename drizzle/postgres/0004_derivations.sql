CREATE TABLE "derivations" (
	"name" text NOT NULL,
	"fingerprint" text NOT NULL,
	"applied_at" bigint NOT NULL,
	CONSTRAINT "derivations_name_pk" PRIMARY KEY("name")
);

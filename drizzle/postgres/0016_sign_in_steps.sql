CREATE TABLE "sign_in_steps" (
	"id" text NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "sign_in_steps_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE INDEX "sign_in_steps_identifier_index" ON "sign_in_steps" USING btree ("identifier");
--> statement-breakpoint
CREATE INDEX "sign_in_steps_expires_at_index" ON "sign_in_steps" USING btree ("expires_at");

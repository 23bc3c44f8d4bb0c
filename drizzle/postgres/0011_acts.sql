CREATE TABLE "audit_pending" (
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"principal" text NOT NULL,
	"role" text NOT NULL,
	"organisation" text,
	"operation" text NOT NULL,
	"request_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"outcome" text NOT NULL,
	"content_hash" text,
	CONSTRAINT "audit_pending_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"content_hash" text NOT NULL,
	"result" json NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "idempotency_keys_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE INDEX "idempotency_keys_recorded_at_index" ON "idempotency_keys" USING btree ("recorded_at");

CREATE TABLE "credentials" (
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" bigint,
	"refresh_token_expires_at" bigint,
	"scope" text,
	"password" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "credentials_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean NOT NULL,
	"failed_verification_count" bigint NOT NULL,
	"locked_until" bigint,
	CONSTRAINT "second_factors_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"method" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"ip_address" text,
	"user_agent" text,
	CONSTRAINT "sessions_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "used_codes" (
	"user_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" bigint NOT NULL,
	CONSTRAINT "used_codes_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"two_factor_enabled" boolean NOT NULL,
	"role" text NOT NULL,
	"organisation" text,
	"provinces" json,
	"disabled_at" bigint,
	"version" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "users_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "account_links" (
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	CONSTRAINT "account_links_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text,
	"role" text NOT NULL,
	"organisation" text,
	"provinces" json,
	"scopes" json,
	"created_at" bigint NOT NULL,
	"expires_at" bigint,
	"last_used_at" bigint,
	"revoked_at" bigint,
	CONSTRAINT "api_keys_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" text NOT NULL,
	"failures" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"known_until" bigint,
	CONSTRAINT "sign_in_attempts_key_pk" PRIMARY KEY("key")
);
--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "proposed_at" bigint;
--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "merged_into" text;
--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_provider_id_account_id_unique" ON "credentials" USING btree ("provider_id","account_id");
--> statement-breakpoint
CREATE INDEX "credentials_user_id_index" ON "credentials" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "second_factors_user_id_unique" ON "second_factors" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_unique" ON "sessions" USING btree ("token");
--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "used_codes_used_at_index" ON "used_codes" USING btree ("used_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree ("email");
--> statement-breakpoint
CREATE UNIQUE INDEX "account_links_token_hash_unique" ON "account_links" USING btree ("token_hash");
--> statement-breakpoint
CREATE INDEX "account_links_user_id_index" ON "account_links" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_token_hash_unique" ON "api_keys" USING btree ("token_hash");
--> statement-breakpoint
CREATE INDEX "api_keys_user_id_index" ON "api_keys" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "sign_in_attempts_last_at_index" ON "sign_in_attempts" USING btree ("last_at");
--> statement-breakpoint
CREATE INDEX "organisations_merged_into_index" ON "organisations" USING btree ("merged_into");

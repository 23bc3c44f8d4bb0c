CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `credentials_provider_id_account_id_unique` ON `credentials` (`provider_id`,`account_id`);
--> statement-breakpoint
CREATE INDEX `credentials_user_id_index` ON `credentials` (`user_id`);
--> statement-breakpoint
CREATE TABLE `second_factors` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`verified` integer NOT NULL,
	`failed_verification_count` integer NOT NULL,
	`locked_until` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `second_factors_user_id_unique` ON `second_factors` (`user_id`);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`method` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);
--> statement-breakpoint
CREATE INDEX `sessions_user_id_index` ON `sessions` (`user_id`);
--> statement-breakpoint
CREATE TABLE `used_codes` (
	`user_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `code_hash`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `used_codes_used_at_index` ON `used_codes` (`used_at`);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`two_factor_enabled` integer NOT NULL,
	`role` text NOT NULL,
	`organisation` text,
	`provinces` text,
	`disabled_at` integer,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);
--> statement-breakpoint
CREATE TABLE `account_links` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `account_links_token_hash_unique` ON `account_links` (`token_hash`);
--> statement-breakpoint
CREATE INDEX `account_links_user_id_index` ON `account_links` (`user_id`);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` text,
	`role` text NOT NULL,
	`organisation` text,
	`provinces` text,
	`scopes` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_token_hash_unique` ON `api_keys` (`token_hash`);
--> statement-breakpoint
CREATE INDEX `api_keys_user_id_index` ON `api_keys` (`user_id`);
--> statement-breakpoint
CREATE TABLE `sign_in_attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at` integer NOT NULL,
	`known_until` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `sign_in_attempts_last_at_index` ON `sign_in_attempts` (`last_at`);
--> statement-breakpoint
CREATE TABLE `digests` (
	`principal` text PRIMARY KEY NOT NULL,
	`period` integer NOT NULL,
	`up_to` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `notice_addressees` (
	`notice` text NOT NULL,
	`addressee` text NOT NULL,
	PRIMARY KEY(`addressee`, `notice`),
	FOREIGN KEY (`notice`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `notice_addressees_notice_index` ON `notice_addressees` (`notice`);
--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`cause` text NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`told` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_cause_unique` ON `notices` (`cause`);
--> statement-breakpoint
CREATE INDEX `notices_at_id_index` ON `notices` (`at`,`id`);
--> statement-breakpoint
CREATE TABLE `notices_read` (
	`principal` text NOT NULL,
	`notice` text NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`principal`, `notice`),
	FOREIGN KEY (`notice`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `notices_read_notice_index` ON `notices_read` (`notice`);
--> statement-breakpoint
CREATE TABLE `notices_read_up_to` (
	`principal` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`notice` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `notification_preferences` (
	`principal` text PRIMARY KEY NOT NULL,
	`email` integer NOT NULL,
	`language` text NOT NULL,
	`types` text,
	`version` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook` text NOT NULL,
	`notice` text,
	`type` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`tried_since` integer NOT NULL,
	`replays` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`attempted_at` integer,
	`delivered_at` integer,
	`status` integer,
	`error` text,
	`excerpt` text,
	`duration_ms` integer,
	FOREIGN KEY (`webhook`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_webhook_notice_unique` ON `webhook_deliveries` (`webhook`,`notice`);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_webhook_recorded_at_id_index` ON `webhook_deliveries` (`webhook`,`recorded_at`,`id`);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_recorded_at_index` ON `webhook_deliveries` (`recorded_at`);
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`description` text,
	`types` text,
	`owner` text NOT NULL,
	`owner_kind` text NOT NULL,
	`role` text NOT NULL,
	`organisation` text,
	`provinces` text,
	`scopes` text,
	`secret` text NOT NULL,
	`previous_secret` text,
	`previous_until` integer,
	`version` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`disabled_at` integer,
	`disabled_why` text,
	`failing_since` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`not_before` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `webhooks_organisation_recorded_at_id_index` ON `webhooks` (`organisation`,`recorded_at`,`id`);
--> statement-breakpoint
CREATE INDEX `webhooks_owner_index` ON `webhooks` (`owner`);
--> statement-breakpoint
ALTER TABLE `organisations` ADD `proposed_at` integer;
--> statement-breakpoint
ALTER TABLE `organisations` ADD `merged_into` text;
--> statement-breakpoint
CREATE INDEX `organisations_merged_into_index` ON `organisations` (`merged_into`);

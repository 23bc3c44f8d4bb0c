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

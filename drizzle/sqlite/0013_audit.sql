CREATE TABLE `audit_heads` (
	`name` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `audit_log` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`principal` text NOT NULL,
	`role` text NOT NULL,
	`organisation` text,
	`operation` text NOT NULL,
	`request_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`outcome` text NOT NULL,
	`content_hash` text,
	`address` text,
	`times` integer,
	`prev` text NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_log_kind_key_index` ON `audit_log` (`kind`,`key`);
--> statement-breakpoint
CREATE INDEX `audit_log_principal_seq_index` ON `audit_log` (`principal`,`seq`);
--> statement-breakpoint
CREATE INDEX `audit_log_at_index` ON `audit_log` (`at`);
--> statement-breakpoint
CREATE TABLE `audit_verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`finished_at` integer NOT NULL,
	`checked` integer NOT NULL,
	`faults` integer NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` text NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `audit_pending` ADD `address` text;
--> statement-breakpoint
ALTER TABLE `audit_pending` ADD `times` integer;

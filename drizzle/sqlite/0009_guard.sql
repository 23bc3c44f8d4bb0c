CREATE TABLE `attachment_contents` (
	`attachment` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`attachment`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `attachment_hashes` (
	`sha256` text PRIMARY KEY NOT NULL,
	`attachment` text NOT NULL,
	FOREIGN KEY (`attachment`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachment_hashes_attachment_index` ON `attachment_hashes` (`attachment`);
--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`name` text,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_sha256_unique` ON `attachments` (`sha256`);
--> statement-breakpoint
CREATE TABLE `pledge_duplicate_answers` (
	`pledge` text PRIMARY KEY NOT NULL,
	`answer` text NOT NULL,
	`candidates` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `pledge_shares` (
	`id` text PRIMARY KEY NOT NULL,
	`pledge` text NOT NULL,
	`token_hash` text NOT NULL,
	`expires_on` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `pledge_shares_token_hash_unique` ON `pledge_shares` (`token_hash`);
--> statement-breakpoint
CREATE INDEX `pledge_shares_pledge_index` ON `pledge_shares` (`pledge`);
--> statement-breakpoint
ALTER TABLE `pledge_versions` ADD `attachments` text;
--> statement-breakpoint
ALTER TABLE `pledges` ADD `attachments` text;
--> statement-breakpoint
CREATE INDEX `pledges_donor_decided_on_index` ON `pledges` (`donor`,`decided_on`);
--> statement-breakpoint
CREATE INDEX `pledges_reference_folded_index` ON `pledges` (`reference_folded`);

CREATE TABLE `pledge_line_versions` (
	`line` text NOT NULL,
	`pledge` text NOT NULL,
	`version` integer NOT NULL,
	`sector` text NOT NULL,
	`province` text,
	`item` text,
	`quantity_milli` integer,
	`amount_minor` integer,
	`superseded_at` integer NOT NULL,
	PRIMARY KEY(`line`, `version`),
	FOREIGN KEY (`line`) REFERENCES `pledge_lines`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledge_line_versions_pledge_index` ON `pledge_line_versions` (`pledge`);
--> statement-breakpoint
CREATE TABLE `pledge_status_voids` (
	`status` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`status`) REFERENCES `pledge_statuses`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `pledge_versions` (
	`pledge` text NOT NULL,
	`version` integer NOT NULL,
	`reference` text NOT NULL,
	`recipient` text,
	`flow_type` text NOT NULL,
	`earmarking` integer NOT NULL,
	`first_reported_on` text,
	`expected_by` text,
	`expires_on` text,
	`rate_per_usd` text NOT NULL,
	`rate_date` text NOT NULL,
	`superseded_at` integer NOT NULL,
	`superseded_by` text NOT NULL,
	PRIMARY KEY(`pledge`, `version`),
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
ALTER TABLE `pledge_lines` ADD `recorded_at` integer;
--> statement-breakpoint
ALTER TABLE `pledge_lines` ADD `content_hash` text;
--> statement-breakpoint
ALTER TABLE `pledge_statuses` ADD `content_hash` text;
--> statement-breakpoint
ALTER TABLE `pledges` ADD `parent` text;
--> statement-breakpoint
CREATE INDEX `pledges_parent_index` ON `pledges` (`parent`);

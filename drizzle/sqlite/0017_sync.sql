CREATE TABLE `feed` (
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`detail` text,
	PRIMARY KEY(`position`, `kind`, `key`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `feed_marks` (
	`name` text PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`swept_to` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `pledge_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`pledge` text NOT NULL,
	`base_version` integer NOT NULL,
	`met_version` integer NOT NULL,
	`edit` text NOT NULL,
	`content_hash` text NOT NULL,
	`outcome` text NOT NULL,
	`fields` text NOT NULL,
	`problems` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`resolution` text,
	`resolved_at` integer,
	`resolved_by` text,
	`note` text,
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledge_edits_pledge_index` ON `pledge_edits` (`pledge`);
--> statement-breakpoint
CREATE INDEX `pledge_edits_outcome_resolved_at_id_index` ON `pledge_edits` (`outcome`,`resolved_at`,`id`);
--> statement-breakpoint
CREATE TABLE `parked_events` (
	`id` text PRIMARY KEY NOT NULL,
	`shipment` text NOT NULL,
	`state` text NOT NULL,
	`command` text NOT NULL,
	`content_hash` text NOT NULL,
	`principal` text NOT NULL,
	`request_id` text NOT NULL,
	`source` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`settled_at` integer,
	`problem` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `parked_events_shipment_state_index` ON `parked_events` (`shipment`,`state`);
--> statement-breakpoint
CREATE INDEX `parked_events_state_id_index` ON `parked_events` (`state`,`id`);
--> statement-breakpoint
CREATE INDEX `parked_events_recorded_by_state_index` ON `parked_events` (`recorded_by`,`state`);
--> statement-breakpoint
ALTER TABLE `pledge_states` ADD `version` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `shipment_states` ADD `events` integer DEFAULT 0 NOT NULL;

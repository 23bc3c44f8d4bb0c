CREATE TABLE `access_constraints` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`cause` text NOT NULL,
	`effect` text NOT NULL,
	`days` integer,
	`provinces` text DEFAULT '[]' NOT NULL,
	`districts` text DEFAULT '[]' NOT NULL,
	`crossings` text DEFAULT '[]' NOT NULL,
	`months` text DEFAULT '[]' NOT NULL,
	`from` text,
	`until` text,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`note` text,
	`is_withdrawn` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `access_constraints_code_recorded_at_index` ON `access_constraints` (`code`,`recorded_at`);

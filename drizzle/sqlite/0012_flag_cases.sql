CREATE TABLE `gap_flag_history` (
	`id` text PRIMARY KEY NOT NULL,
	`flag` text NOT NULL,
	`at` integer NOT NULL,
	`what` text NOT NULL,
	`by` text NOT NULL,
	`months` text NOT NULL,
	`severity` text NOT NULL,
	`text` text,
	`owner_before` text,
	`owner_after` text,
	FOREIGN KEY (`flag`) REFERENCES `gap_flags`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `gap_flag_history_flag_index` ON `gap_flag_history` (`flag`);
--> statement-breakpoint
ALTER TABLE `gap_flags` ADD `version` integer DEFAULT 0 NOT NULL;

CREATE TABLE `allocation_passages` (
	`line` text PRIMARY KEY NOT NULL,
	`plan` text NOT NULL,
	`crossing` text NOT NULL,
	`month` text NOT NULL,
	`quantity_milli` integer NOT NULL,
	`item` text NOT NULL,
	FOREIGN KEY (`plan`) REFERENCES `allocation_plans`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `allocation_passages_month_index` ON `allocation_passages` (`month`);
--> statement-breakpoint
CREATE TABLE `allocation_plans` (
	`id` text PRIMARY KEY NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`plan` text NOT NULL,
	`accepted_by` text,
	`accepted_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `allocation_plans_recorded_at_id_index` ON `allocation_plans` (`recorded_at`,`id`);

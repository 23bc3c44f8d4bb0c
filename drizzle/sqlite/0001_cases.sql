CREATE TABLE `discrepancies` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`line` text NOT NULL,
	`state` text NOT NULL,
	`item` text,
	`pledge_line` text,
	`sector` text,
	`province` text,
	`quantity_milli` integer,
	`person_days_milli` integer,
	`causes` text NOT NULL,
	`owner` text,
	`opened_at` integer NOT NULL,
	`closed_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `discrepancies_subject_kind_line_unique` ON `discrepancies` (`subject`,`kind`,`line`);
--> statement-breakpoint
CREATE INDEX `discrepancies_opened_at_id_index` ON `discrepancies` (`opened_at`,`id`);
--> statement-breakpoint
CREATE INDEX `discrepancies_pledge_line_index` ON `discrepancies` (`pledge_line`);
--> statement-breakpoint
CREATE TABLE `discrepancy_history` (
	`id` text PRIMARY KEY NOT NULL,
	`discrepancy` text NOT NULL,
	`at` integer NOT NULL,
	`what` text NOT NULL,
	`by` text NOT NULL,
	`quantity_milli` integer,
	FOREIGN KEY (`discrepancy`) REFERENCES `discrepancies`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `discrepancy_history_discrepancy_index` ON `discrepancy_history` (`discrepancy`);

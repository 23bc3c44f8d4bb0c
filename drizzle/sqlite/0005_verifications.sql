CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`finished_at` integer NOT NULL,
	`checked` integer NOT NULL,
	`pending` integer NOT NULL,
	`differences` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `verifications_finished_at_index` ON `verifications` (`finished_at`);

CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`finished_at` integer NOT NULL,
	`checked` integer NOT NULL,
	`pending` integer NOT NULL,
	`differences` integer NOT NULL
) STRICT;

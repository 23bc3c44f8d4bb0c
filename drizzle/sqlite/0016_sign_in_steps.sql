CREATE TABLE `sign_in_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `sign_in_steps_identifier_index` ON `sign_in_steps` (`identifier`);
--> statement-breakpoint
CREATE INDEX `sign_in_steps_expires_at_index` ON `sign_in_steps` (`expires_at`);

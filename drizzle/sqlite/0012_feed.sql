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

CREATE TABLE `concerns` (
	`subject` text NOT NULL,
	`concern` text NOT NULL,
	PRIMARY KEY(`subject`, `concern`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `concerns_concern_subject_index` ON `concerns` (`concern`,`subject`);
--> statement-breakpoint
CREATE TABLE `file_uses` (
	`sha256` text NOT NULL,
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`sha256`, `subject`)
) STRICT;

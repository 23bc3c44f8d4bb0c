CREATE TABLE `lane_supply` (
	`province` text NOT NULL,
	`sector` text NOT NULL,
	`class` text NOT NULL,
	`arrival_month` text NOT NULL,
	`due_month` text NOT NULL,
	`months_of_use` integer NOT NULL,
	`person_days_milli` integer NOT NULL,
	`records` integer NOT NULL,
	PRIMARY KEY(`province`, `sector`, `class`, `arrival_month`, `due_month`, `months_of_use`)
) STRICT;

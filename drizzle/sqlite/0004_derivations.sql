CREATE TABLE `derivations` (
	`name` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`applied_at` integer NOT NULL
) STRICT;

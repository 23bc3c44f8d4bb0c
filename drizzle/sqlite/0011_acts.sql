CREATE TABLE `audit_pending` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`principal` text NOT NULL,
	`role` text NOT NULL,
	`organisation` text,
	`operation` text NOT NULL,
	`request_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`outcome` text NOT NULL,
	`content_hash` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`principal` text NOT NULL,
	`key` text NOT NULL,
	`operation` text NOT NULL,
	`content_hash` text NOT NULL,
	`result` text NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`principal`, `key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `idempotency_keys_recorded_at_index` ON `idempotency_keys` (`recorded_at`);

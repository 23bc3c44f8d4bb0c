CREATE TABLE `pledge_duplicate_answers` (
	`pledge` text PRIMARY KEY NOT NULL,
	`answer` text NOT NULL,
	`candidates` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledges_donor_decided_on_index` ON `pledges` (`donor`,`decided_on`);
--> statement-breakpoint
CREATE INDEX `pledges_reference_folded_index` ON `pledges` (`reference_folded`);

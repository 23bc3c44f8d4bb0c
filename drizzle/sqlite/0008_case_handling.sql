CREATE TABLE `case_commands` (
	`id` text PRIMARY KEY NOT NULL,
	`content_hash` text NOT NULL,
	`answer` text NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `netting_hints` (
	`id` text PRIMARY KEY NOT NULL,
	`item` text NOT NULL,
	`place` text NOT NULL,
	`province` text NOT NULL,
	`quantity_milli` integer NOT NULL,
	`excess_shipment` text NOT NULL,
	`excess_line` text NOT NULL,
	`excess_milli` integer NOT NULL,
	`short_shipment` text NOT NULL,
	`short_line` text NOT NULL,
	`short_milli` integer NOT NULL,
	`state` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	`text` text,
	`withdrawn_at` integer,
	`version` integer NOT NULL,
	CONSTRAINT "netting_hints_something_to_net" CHECK(quantity_milli > 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `netting_hints_place_item_index` ON `netting_hints` (`place`,`item`);
--> statement-breakpoint
CREATE INDEX `netting_hints_proposed_at_id_index` ON `netting_hints` (`proposed_at`,`id`);
--> statement-breakpoint
CREATE INDEX `netting_hints_short_line_index` ON `netting_hints` (`short_line`);
--> statement-breakpoint
CREATE INDEX `netting_hints_excess_line_index` ON `netting_hints` (`excess_line`);
--> statement-breakpoint
CREATE TABLE `netting_lines` (
	`shipment` text NOT NULL,
	`line` text NOT NULL,
	`side` text NOT NULL,
	`item` text NOT NULL,
	`place` text NOT NULL,
	`quantity_milli` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`shipment`, `line`, `side`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `netting_lines_place_item_index` ON `netting_lines` (`place`,`item`);
--> statement-breakpoint
ALTER TABLE `discrepancies` ADD `amount_usd` integer;
--> statement-breakpoint
ALTER TABLE `discrepancies` ADD `events` text DEFAULT '[]' NOT NULL;
--> statement-breakpoint
ALTER TABLE `discrepancies` ADD `resolution` text;
--> statement-breakpoint
ALTER TABLE `discrepancies` ADD `gone_at` integer;
--> statement-breakpoint
ALTER TABLE `discrepancies` ADD `version` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE INDEX `discrepancies_owner_opened_at_id_index` ON `discrepancies` (`owner`,`opened_at`,`id`);
--> statement-breakpoint
ALTER TABLE `discrepancy_history` ADD `text` text;
--> statement-breakpoint
ALTER TABLE `discrepancy_history` ADD `reason` text;
--> statement-breakpoint
ALTER TABLE `discrepancy_history` ADD `owner_before` text;
--> statement-breakpoint
ALTER TABLE `discrepancy_history` ADD `owner_after` text;
--> statement-breakpoint
ALTER TABLE `discrepancy_history` ADD `hint` text;

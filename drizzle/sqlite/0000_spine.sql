CREATE TABLE `dirty` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`seq` integer NOT NULL,
	`available_at` integer NOT NULL,
	`lease_until` integer,
	`attempts` integer NOT NULL,
	`last_error` text,
	PRIMARY KEY(`kind`, `key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `dirty_lease_until_available_at_index` ON `dirty` (`lease_until`,`available_at`);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`topic` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`available_at` integer NOT NULL,
	`lease_until` integer,
	`attempts` integer NOT NULL,
	`done_at` integer,
	`dead_at` integer,
	`last_error` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `outbox_lease_until_available_at_index` ON `outbox` (`lease_until`,`available_at`);
--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`kind` text NOT NULL,
	`iati_ref` text,
	`country` text,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_name_folded_unique` ON `organisations` (`name_folded`);
--> statement-breakpoint
CREATE TABLE `crossing_statuses` (
	`id` text PRIMARY KEY NOT NULL,
	`crossing` text NOT NULL,
	`status` text NOT NULL,
	`from` text NOT NULL,
	`until` text,
	`reason` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `crossing_statuses_crossing_recorded_at_index` ON `crossing_statuses` (`crossing`,`recorded_at`);
--> statement-breakpoint
CREATE TABLE `needs` (
	`id` text PRIMARY KEY NOT NULL,
	`province` text NOT NULL,
	`sector` text NOT NULL,
	`month` text NOT NULL,
	`people_in_need` integer,
	`people_targeted` integer NOT NULL,
	`source` text NOT NULL,
	`is_estimate` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`superseded_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `needs_province_sector_month_index` ON `needs` (`province`,`sector`,`month`);
--> statement-breakpoint
CREATE TABLE `pledge_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`pledge` text NOT NULL,
	`position` integer NOT NULL,
	`parent` text,
	`sector` text NOT NULL,
	`province` text,
	`item` text,
	`quantity_milli` integer,
	`amount_minor` integer,
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "pledge_lines_typed_or_financial" CHECK((item is null) = (quantity_milli is null)),
	CONSTRAINT "pledge_lines_promises_something" CHECK(quantity_milli is not null or amount_minor is not null),
	CONSTRAINT "pledge_lines_not_negative" CHECK(coalesce(quantity_milli, 0) >= 0 and coalesce(amount_minor, 0) >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledge_lines_pledge_index` ON `pledge_lines` (`pledge`);
--> statement-breakpoint
CREATE INDEX `pledge_lines_parent_index` ON `pledge_lines` (`parent`);
--> statement-breakpoint
CREATE TABLE `pledge_statuses` (
	`id` text PRIMARY KEY NOT NULL,
	`pledge` text NOT NULL,
	`status` text NOT NULL,
	`on` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`pledge`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledge_statuses_pledge_index` ON `pledge_statuses` (`pledge`);
--> statement-breakpoint
CREATE TABLE `pledges` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`donor` text NOT NULL,
	`recipient` text,
	`status` text NOT NULL,
	`contribution_type` text NOT NULL,
	`flow_type` text NOT NULL,
	`earmarking` integer NOT NULL,
	`decided_on` text NOT NULL,
	`first_reported_on` text,
	`expected_by` text,
	`expires_on` text,
	`currency` text NOT NULL,
	`rate_per_usd` text NOT NULL,
	`rate_date` text NOT NULL,
	`version` integer NOT NULL,
	`content_hash` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`donor`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recipient`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pledges_earmarking_range" CHECK(earmarking between 1 and 4)
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledges_donor_recorded_at_index` ON `pledges` (`donor`,`recorded_at`);
--> statement-breakpoint
CREATE TABLE `shipment_events` (
	`id` text PRIMARY KEY NOT NULL,
	`shipment` text NOT NULL,
	`type` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`place` text,
	`device_id` text,
	`device_seq` integer,
	`note` text,
	`recorded_by` text NOT NULL,
	`source` text NOT NULL,
	`details` text NOT NULL,
	`content_hash` text NOT NULL,
	FOREIGN KEY (`shipment`) REFERENCES `shipments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `shipment_events_shipment_index` ON `shipment_events` (`shipment`);
--> statement-breakpoint
CREATE TABLE `shipment_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`shipment` text NOT NULL,
	`position` integer NOT NULL,
	`item` text NOT NULL,
	`quantity_milli` integer NOT NULL,
	`packs` integer,
	`pack_factor_milli` integer,
	`batch` text,
	`expires_on` text,
	`province` text,
	`district` text,
	`pledge_line` text,
	FOREIGN KEY (`shipment`) REFERENCES `shipments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pledge_line`) REFERENCES `pledge_lines`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shipment_lines_planned_something" CHECK(quantity_milli > 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `shipment_lines_shipment_index` ON `shipment_lines` (`shipment`);
--> statement-breakpoint
CREATE INDEX `shipment_lines_pledge_line_index` ON `shipment_lines` (`pledge_line`);
--> statement-breakpoint
CREATE TABLE `shipments` (
	`id` text PRIMARY KEY NOT NULL,
	`waybill` text NOT NULL,
	`consignor` text NOT NULL,
	`consignee` text NOT NULL,
	`carrier` text,
	`vehicle` text,
	`origin` text NOT NULL,
	`crossing` text,
	`province` text NOT NULL,
	`district` text,
	`planned_dispatch` text,
	`eta` text,
	`content_hash` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`consignor`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`consignee`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `shipments_recorded_at_id_index` ON `shipments` (`recorded_at`,`id`);
--> statement-breakpoint
CREATE INDEX `shipments_waybill_index` ON `shipments` (`waybill`);
--> statement-breakpoint
CREATE TABLE `line_states` (
	`shipment` text NOT NULL,
	`line` text NOT NULL,
	`item` text NOT NULL,
	`pledge_line` text,
	`state` text NOT NULL,
	`shipped_milli` integer NOT NULL,
	`dispatched_milli` integer NOT NULL,
	`good_milli` integer NOT NULL,
	`damaged_milli` integer NOT NULL,
	`missing_milli` integer NOT NULL,
	`excess_milli` integer NOT NULL,
	`lost_milli` integer NOT NULL,
	`returned_milli` integer NOT NULL,
	`outstanding_milli` integer NOT NULL,
	PRIMARY KEY(`shipment`, `line`),
	CONSTRAINT "line_states_books_balance" CHECK(dispatched_milli + excess_milli = good_milli + damaged_milli + missing_milli + lost_milli + returned_milli + outstanding_milli)
) STRICT;
--> statement-breakpoint
CREATE INDEX `line_states_pledge_line_index` ON `line_states` (`pledge_line`);
--> statement-breakpoint
CREATE TABLE `parcels` (
	`owner_kind` text NOT NULL,
	`owner` text NOT NULL,
	`position` integer NOT NULL,
	`sector` text NOT NULL,
	`province` text,
	`class` text NOT NULL,
	`arrival_month` text NOT NULL,
	`due_month` text NOT NULL,
	`months_of_use` integer NOT NULL,
	`person_days_milli` integer NOT NULL,
	`shipment_line` text,
	`pledge_line` text,
	`item` text,
	`quantity_milli` integer,
	`amount_usd` integer,
	PRIMARY KEY(`owner_kind`, `owner`, `position`),
	CONSTRAINT "parcels_not_negative" CHECK(person_days_milli >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `parcels_province_sector_class_arrival_month_due_month_months_of_use_person_days_milli_index` ON `parcels` (`province`,`sector`,`class`,`arrival_month`,`due_month`,`months_of_use`,`person_days_milli`);
--> statement-breakpoint
CREATE TABLE `pledge_states` (
	`pledge` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`due_at` integer,
	`evaluated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledge_states_due_at_index` ON `pledge_states` (`due_at`);
--> statement-breakpoint
CREATE TABLE `shipment_states` (
	`shipment` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`flags` text NOT NULL,
	`due_at` integer,
	`evaluated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `shipment_states_due_at_index` ON `shipment_states` (`due_at`);
--> statement-breakpoint
CREATE INDEX `shipment_states_status_index` ON `shipment_states` (`status`);
--> statement-breakpoint
CREATE TABLE `gap_flags` (
	`id` text PRIMARY KEY NOT NULL,
	`province` text NOT NULL,
	`sector` text NOT NULL,
	`severity` text NOT NULL,
	`months` text NOT NULL,
	`state` text NOT NULL,
	`owner` text,
	`opened_at` integer NOT NULL,
	`closed_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `gap_flags_province_sector_unique` ON `gap_flags` (`province`,`sector`);
--> statement-breakpoint
CREATE TABLE `lane_cells` (
	`province` text NOT NULL,
	`sector` text NOT NULL,
	`month` text NOT NULL,
	`need` integer,
	`is_estimate` integer NOT NULL,
	`delivered` integer NOT NULL,
	`in_transit` integer NOT NULL,
	`late` integer NOT NULL,
	`held` integer NOT NULL,
	`stale` integer NOT NULL,
	`firm` integer NOT NULL,
	`pledged` integer NOT NULL,
	`lost` integer NOT NULL,
	`unpledged` integer NOT NULL,
	`excess` integer NOT NULL,
	`carried` integer NOT NULL,
	`level` text NOT NULL,
	`facts` integer NOT NULL,
	`priority` real NOT NULL,
	PRIMARY KEY(`province`, `sector`, `month`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `lane_cells_sector_month_index` ON `lane_cells` (`sector`,`month`);
--> statement-breakpoint
CREATE TABLE `lanes` (
	`province` text NOT NULL,
	`sector` text NOT NULL,
	`evaluated_at` integer NOT NULL,
	PRIMARY KEY(`province`, `sector`)
) STRICT;

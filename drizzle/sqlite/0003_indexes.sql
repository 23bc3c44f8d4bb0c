CREATE INDEX `pledges_recorded_at_id_index` ON `pledges` (`recorded_at`,`id`);
--> statement-breakpoint
CREATE INDEX `shipments_crossing_index` ON `shipments` (`crossing`);
--> statement-breakpoint
CREATE INDEX `discrepancies_state_opened_at_id_index` ON `discrepancies` (`state`,`opened_at`,`id`);

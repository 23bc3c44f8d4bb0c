ALTER TABLE `pledges` ADD `reference_folded` text;
--> statement-breakpoint
ALTER TABLE `shipments` ADD `waybill_folded` text;

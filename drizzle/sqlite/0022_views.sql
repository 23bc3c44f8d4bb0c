ALTER TABLE `pledge_versions` ADD `plan` text;
--> statement-breakpoint
ALTER TABLE `pledge_versions` ADD `usage_year` integer;
--> statement-breakpoint
ALTER TABLE `pledges` ADD `plan` text;
--> statement-breakpoint
ALTER TABLE `pledges` ADD `usage_year` integer;
--> statement-breakpoint
ALTER TABLE `shipments` ADD `origin_country` text;

DROP INDEX `parcels_province_sector_class_arrival_month_due_month_months_of_use_person_days_milli_index`;
--> statement-breakpoint
CREATE INDEX `parcels_province_sector_class_arrival_month_due_month_months_of_use_person_days_milli_item_quantity_milli_index` ON `parcels` (`province`,`sector`,`class`,`arrival_month`,`due_month`,`months_of_use`,`person_days_milli`,`item`,`quantity_milli`);

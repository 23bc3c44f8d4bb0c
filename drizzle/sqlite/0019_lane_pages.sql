CREATE INDEX `parcels_province_sector_arrival_month_owner_kind_owner_position_index` ON `parcels` (`province`,`sector`,`arrival_month`,`owner_kind`,`owner`,`position`);

CREATE INDEX "parcels_province_sector_arrival_month_owner_kind_owner_position_index" ON "parcels" USING btree ("province","sector","arrival_month","owner_kind","owner","position");

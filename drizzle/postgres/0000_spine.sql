CREATE TABLE "dirty" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"seq" bigint NOT NULL,
	"available_at" bigint NOT NULL,
	"lease_until" bigint,
	"attempts" bigint NOT NULL,
	"last_error" text,
	CONSTRAINT "dirty_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"payload" json NOT NULL,
	"available_at" bigint NOT NULL,
	"lease_until" bigint,
	"attempts" bigint NOT NULL,
	"done_at" bigint,
	"dead_at" bigint,
	"last_error" text,
	CONSTRAINT "outbox_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"kind" text NOT NULL,
	"iati_ref" text,
	"country" text,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "organisations_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "crossing_statuses" (
	"id" text NOT NULL,
	"crossing" text NOT NULL,
	"status" text NOT NULL,
	"from" text NOT NULL,
	"until" text,
	"reason" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "crossing_statuses_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "needs" (
	"id" text NOT NULL,
	"province" text NOT NULL,
	"sector" text NOT NULL,
	"month" text NOT NULL,
	"people_in_need" bigint,
	"people_targeted" bigint NOT NULL,
	"source" text NOT NULL,
	"is_estimate" boolean NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"superseded_at" bigint,
	CONSTRAINT "needs_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "pledge_lines" (
	"id" text NOT NULL,
	"pledge" text NOT NULL,
	"position" bigint NOT NULL,
	"parent" text,
	"sector" text NOT NULL,
	"province" text,
	"item" text,
	"quantity_milli" bigint,
	"amount_minor" bigint,
	CONSTRAINT "pledge_lines_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "pledge_lines_typed_or_financial" CHECK ((item is null) = (quantity_milli is null)),
	CONSTRAINT "pledge_lines_promises_something" CHECK (quantity_milli is not null or amount_minor is not null),
	CONSTRAINT "pledge_lines_not_negative" CHECK (coalesce(quantity_milli, 0) >= 0 and coalesce(amount_minor, 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "pledge_statuses" (
	"id" text NOT NULL,
	"pledge" text NOT NULL,
	"status" text NOT NULL,
	"on" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "pledge_statuses_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "pledges" (
	"id" text NOT NULL,
	"reference" text NOT NULL,
	"donor" text NOT NULL,
	"recipient" text,
	"status" text NOT NULL,
	"contribution_type" text NOT NULL,
	"flow_type" text NOT NULL,
	"earmarking" bigint NOT NULL,
	"decided_on" text NOT NULL,
	"first_reported_on" text,
	"expected_by" text,
	"expires_on" text,
	"currency" text NOT NULL,
	"rate_per_usd" text NOT NULL,
	"rate_date" text NOT NULL,
	"version" bigint NOT NULL,
	"content_hash" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "pledges_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "pledges_earmarking_range" CHECK (earmarking between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "shipment_events" (
	"id" text NOT NULL,
	"shipment" text NOT NULL,
	"type" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"place" text,
	"device_id" text,
	"device_seq" bigint,
	"note" text,
	"recorded_by" text NOT NULL,
	"source" text NOT NULL,
	"details" json NOT NULL,
	"content_hash" text NOT NULL,
	CONSTRAINT "shipment_events_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "shipment_lines" (
	"id" text NOT NULL,
	"shipment" text NOT NULL,
	"position" bigint NOT NULL,
	"item" text NOT NULL,
	"quantity_milli" bigint NOT NULL,
	"packs" bigint,
	"pack_factor_milli" bigint,
	"batch" text,
	"expires_on" text,
	"province" text,
	"district" text,
	"pledge_line" text,
	CONSTRAINT "shipment_lines_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "shipment_lines_planned_something" CHECK (quantity_milli > 0)
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" text NOT NULL,
	"waybill" text NOT NULL,
	"consignor" text NOT NULL,
	"consignee" text NOT NULL,
	"carrier" text,
	"vehicle" text,
	"origin" text NOT NULL,
	"crossing" text,
	"province" text NOT NULL,
	"district" text,
	"planned_dispatch" text,
	"eta" text,
	"content_hash" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "shipments_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "line_states" (
	"shipment" text NOT NULL,
	"line" text NOT NULL,
	"item" text NOT NULL,
	"pledge_line" text,
	"state" text NOT NULL,
	"shipped_milli" bigint NOT NULL,
	"dispatched_milli" bigint NOT NULL,
	"good_milli" bigint NOT NULL,
	"damaged_milli" bigint NOT NULL,
	"missing_milli" bigint NOT NULL,
	"excess_milli" bigint NOT NULL,
	"lost_milli" bigint NOT NULL,
	"returned_milli" bigint NOT NULL,
	"outstanding_milli" bigint NOT NULL,
	CONSTRAINT "line_states_shipment_line_pk" PRIMARY KEY("shipment","line"),
	CONSTRAINT "line_states_books_balance" CHECK (dispatched_milli + excess_milli = good_milli + damaged_milli + missing_milli + lost_milli + returned_milli + outstanding_milli)
);
--> statement-breakpoint
CREATE TABLE "parcels" (
	"owner_kind" text NOT NULL,
	"owner" text NOT NULL,
	"position" bigint NOT NULL,
	"sector" text NOT NULL,
	"province" text,
	"class" text NOT NULL,
	"arrival_month" text NOT NULL,
	"due_month" text NOT NULL,
	"months_of_use" bigint NOT NULL,
	"person_days_milli" bigint NOT NULL,
	"shipment_line" text,
	"pledge_line" text,
	"item" text,
	"quantity_milli" bigint,
	"amount_usd" bigint,
	CONSTRAINT "parcels_owner_kind_owner_position_pk" PRIMARY KEY("owner_kind","owner","position"),
	CONSTRAINT "parcels_not_negative" CHECK (person_days_milli >= 0)
);
--> statement-breakpoint
CREATE TABLE "pledge_states" (
	"pledge" text NOT NULL,
	"status" text NOT NULL,
	"due_at" bigint,
	"evaluated_at" bigint NOT NULL,
	CONSTRAINT "pledge_states_pledge_pk" PRIMARY KEY("pledge")
);
--> statement-breakpoint
CREATE TABLE "shipment_states" (
	"shipment" text NOT NULL,
	"status" text NOT NULL,
	"flags" json NOT NULL,
	"due_at" bigint,
	"evaluated_at" bigint NOT NULL,
	CONSTRAINT "shipment_states_shipment_pk" PRIMARY KEY("shipment")
);
--> statement-breakpoint
CREATE TABLE "gap_flags" (
	"id" text NOT NULL,
	"province" text NOT NULL,
	"sector" text NOT NULL,
	"severity" text NOT NULL,
	"months" json NOT NULL,
	"state" text NOT NULL,
	"owner" text,
	"opened_at" bigint NOT NULL,
	"closed_at" bigint,
	CONSTRAINT "gap_flags_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "lane_cells" (
	"province" text NOT NULL,
	"sector" text NOT NULL,
	"month" text NOT NULL,
	"need" bigint,
	"is_estimate" boolean NOT NULL,
	"delivered" bigint NOT NULL,
	"in_transit" bigint NOT NULL,
	"late" bigint NOT NULL,
	"held" bigint NOT NULL,
	"stale" bigint NOT NULL,
	"firm" bigint NOT NULL,
	"pledged" bigint NOT NULL,
	"lost" bigint NOT NULL,
	"unpledged" bigint NOT NULL,
	"excess" bigint NOT NULL,
	"carried" bigint NOT NULL,
	"level" text NOT NULL,
	"facts" bigint NOT NULL,
	"priority" double precision NOT NULL,
	CONSTRAINT "lane_cells_province_sector_month_pk" PRIMARY KEY("province","sector","month")
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"province" text NOT NULL,
	"sector" text NOT NULL,
	"evaluated_at" bigint NOT NULL,
	CONSTRAINT "lanes_province_sector_pk" PRIMARY KEY("province","sector")
);
--> statement-breakpoint
ALTER TABLE "pledge_lines" ADD CONSTRAINT "pledge_lines_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledge_statuses" ADD CONSTRAINT "pledge_statuses_pledge_fk" FOREIGN KEY ("pledge") REFERENCES "public"."pledges"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_donor_fk" FOREIGN KEY ("donor") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_recipient_fk" FOREIGN KEY ("recipient") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shipment_events" ADD CONSTRAINT "shipment_events_shipment_fk" FOREIGN KEY ("shipment") REFERENCES "public"."shipments"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shipment_lines" ADD CONSTRAINT "shipment_lines_shipment_fk" FOREIGN KEY ("shipment") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shipment_lines" ADD CONSTRAINT "shipment_lines_pledge_line_fk" FOREIGN KEY ("pledge_line") REFERENCES "public"."pledge_lines"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_consignor_fk" FOREIGN KEY ("consignor") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_consignee_fk" FOREIGN KEY ("consignee") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "dirty_lease_until_available_at_index" ON "dirty" USING btree ("lease_until","available_at");
--> statement-breakpoint
CREATE INDEX "outbox_lease_until_available_at_index" ON "outbox" USING btree ("lease_until","available_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_name_folded_unique" ON "organisations" USING btree ("name_folded");
--> statement-breakpoint
CREATE INDEX "crossing_statuses_crossing_recorded_at_index" ON "crossing_statuses" USING btree ("crossing","recorded_at");
--> statement-breakpoint
CREATE INDEX "needs_province_sector_month_index" ON "needs" USING btree ("province","sector","month");
--> statement-breakpoint
CREATE INDEX "pledge_lines_pledge_index" ON "pledge_lines" USING btree ("pledge");
--> statement-breakpoint
CREATE INDEX "pledge_lines_parent_index" ON "pledge_lines" USING btree ("parent");
--> statement-breakpoint
CREATE INDEX "pledge_statuses_pledge_index" ON "pledge_statuses" USING btree ("pledge");
--> statement-breakpoint
CREATE INDEX "pledges_donor_recorded_at_index" ON "pledges" USING btree ("donor","recorded_at");
--> statement-breakpoint
CREATE INDEX "shipment_events_shipment_index" ON "shipment_events" USING btree ("shipment");
--> statement-breakpoint
CREATE INDEX "shipment_lines_shipment_index" ON "shipment_lines" USING btree ("shipment");
--> statement-breakpoint
CREATE INDEX "shipment_lines_pledge_line_index" ON "shipment_lines" USING btree ("pledge_line");
--> statement-breakpoint
CREATE INDEX "shipments_recorded_at_id_index" ON "shipments" USING btree ("recorded_at","id");
--> statement-breakpoint
CREATE INDEX "shipments_waybill_index" ON "shipments" USING btree ("waybill");
--> statement-breakpoint
CREATE INDEX "line_states_pledge_line_index" ON "line_states" USING btree ("pledge_line");
--> statement-breakpoint
CREATE INDEX "parcels_province_sector_class_arrival_month_due_month_months_of_use_person_days_milli_index" ON "parcels" USING btree ("province","sector","class","arrival_month","due_month","months_of_use","person_days_milli");
--> statement-breakpoint
CREATE INDEX "pledge_states_due_at_index" ON "pledge_states" USING btree ("due_at");
--> statement-breakpoint
CREATE INDEX "shipment_states_due_at_index" ON "shipment_states" USING btree ("due_at");
--> statement-breakpoint
CREATE INDEX "shipment_states_status_index" ON "shipment_states" USING btree ("status");
--> statement-breakpoint
CREATE UNIQUE INDEX "gap_flags_province_sector_unique" ON "gap_flags" USING btree ("province","sector");
--> statement-breakpoint
CREATE INDEX "lane_cells_sector_month_index" ON "lane_cells" USING btree ("sector","month");

CREATE INDEX "pledges_recorded_at_id_index" ON "pledges" USING btree ("recorded_at","id");
--> statement-breakpoint
CREATE INDEX "shipments_crossing_index" ON "shipments" USING btree ("crossing");
--> statement-breakpoint
CREATE INDEX "discrepancies_state_opened_at_id_index" ON "discrepancies" USING btree ("state","opened_at","id");

CREATE TABLE "losses" (
	"shipment" text NOT NULL,
	"position" bigint NOT NULL,
	"phase" text NOT NULL,
	"kind" text,
	"line" text,
	"pledge_line" text,
	"item" text NOT NULL,
	"sector" text NOT NULL,
	"province" text NOT NULL,
	"crossing" text,
	"carrier" text,
	"day" text NOT NULL,
	"reason" text,
	"responsibility" text,
	"quantity_milli" bigint NOT NULL,
	"person_days_milli" bigint NOT NULL,
	CONSTRAINT "losses_shipment_position_pk" PRIMARY KEY("shipment","position"),
	CONSTRAINT "losses_something" CHECK (quantity_milli > 0)
);
--> statement-breakpoint
CREATE INDEX "losses_phase_day_index" ON "losses" USING btree ("phase","day");

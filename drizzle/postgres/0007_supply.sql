CREATE TABLE "lane_supply" (
	"province" text NOT NULL,
	"sector" text NOT NULL,
	"class" text NOT NULL,
	"arrival_month" text NOT NULL,
	"due_month" text NOT NULL,
	"months_of_use" bigint NOT NULL,
	"person_days_milli" bigint NOT NULL,
	"records" bigint NOT NULL,
	CONSTRAINT "lane_supply_province_sector_class_arrival_month_due_month_months_of_use_pk" PRIMARY KEY("province","sector","class","arrival_month","due_month","months_of_use")
);

ALTER TABLE "pledge_versions" ADD COLUMN "plan" text;
--> statement-breakpoint
ALTER TABLE "pledge_versions" ADD COLUMN "usage_year" bigint;
--> statement-breakpoint
ALTER TABLE "pledges" ADD COLUMN "plan" text;
--> statement-breakpoint
ALTER TABLE "pledges" ADD COLUMN "usage_year" bigint;
--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "origin_country" text;

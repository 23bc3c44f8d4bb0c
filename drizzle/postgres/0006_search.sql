ALTER TABLE "pledges" ADD COLUMN "reference_folded" text;
--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "waybill_folded" text;

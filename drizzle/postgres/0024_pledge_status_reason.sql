ALTER TABLE "pledge_statuses" ADD COLUMN "reason" text;

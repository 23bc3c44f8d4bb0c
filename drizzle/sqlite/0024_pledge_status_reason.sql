ALTER TABLE `pledge_statuses` ADD `reason` text;

-- How the file is to be read, where its sender said so when the upload began.
alter table intake_upload add column choices text;

-- The field that holds the code of the agency a row is about; null where rows are not divided so. It stands here as well
-- as in the contract because it decides who may know of the dataset.
alter table catalog_dataset add column agency_field text;

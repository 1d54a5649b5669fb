-- What a theme is called among the data themes of the EU, for harvesters of DCAT-AP.
alter table catalog_theme add column eu_code text;

-- Fields of an upstream's answers whose texts are XML documents, handed on as JSON.
alter table exchange_upstream add column unwrap_xml text;

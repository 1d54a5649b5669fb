-- Fields of an upstream's answers whose texts are XML documents, handed on as JSON.
alter table exchange_upstream add column unwrap_xml text;

-- What becomes of answers that are not as their document describes them.
alter table exchange_upstream add column answer_check text not null default 'Enforce';

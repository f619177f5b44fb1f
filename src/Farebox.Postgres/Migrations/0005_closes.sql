-- What is looked for among closes, adjustments and corrections is found without reading the events between them, and what
-- settled a debt without reading all transfers. Events touch none of these indexes.
CREATE INDEX entry_correction ON entry (book_id, seq) WHERE kind IN (12, 13, 14, 21);
CREATE INDEX entry_debt ON entry (book_id, debt) WHERE debt IS NOT NULL;
CREATE INDEX transfer_debt ON transfer (book_id, debt) WHERE debt IS NOT NULL;

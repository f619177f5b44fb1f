-- Grants that move, and that are taken back: what a checkpoint says of a grant has changed, so that every book is derived anew from its
-- journal: on its first use, and by the worker that saves the projections of books that stayed behind.

UPDATE book SET checkpoint_seq = 0 WHERE checkpoint_seq > 0;
DELETE FROM checkpoint;
DELETE FROM rollup;

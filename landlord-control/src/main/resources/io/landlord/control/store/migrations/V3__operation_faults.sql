-- How often an operation met a fault of an engine or of Landlord itself: it is given up after a few.
ALTER TABLE operations ADD COLUMN faults INTEGER NOT NULL DEFAULT 0;

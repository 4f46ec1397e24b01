package io.landlord.machine.journal;

import io.landlord.machine.Event;

/**
 * One event of a journal.
 *
 * @param steps how many steps the execution had taken when the event came, so that a fold takes it in at the same place
 * @param event what happened
 */
public record JournalEntry(long steps, Event event) {}

/**
 * The date functions of jq, in UTC and with the names of the C locale; nothing here reads a clock.
 * Broken-down time is jq's array: year, month from 0, day, hours, minutes, seconds, day of the week, day of the year.
 * Start reading at {@link io.landlord.jq.time.JqTime}.
 */
@NullMarked
package io.landlord.jq.time;

import org.jspecify.annotations.NullMarked;

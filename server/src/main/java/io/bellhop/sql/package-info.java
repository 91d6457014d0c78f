/** The ledger, its timers, projectors and retention, on SQLite and PostgreSQL. */
@NullMarked
package io.bellhop.sql;

import org.jspecify.annotations.NullMarked;

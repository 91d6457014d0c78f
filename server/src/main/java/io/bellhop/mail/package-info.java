/** Mail: an outbox in the ledger's database, and who carries it to an SMTP server. */
@NullMarked
package io.bellhop.mail;

import org.jspecify.annotations.NullMarked;

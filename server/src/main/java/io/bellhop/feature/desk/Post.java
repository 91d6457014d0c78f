package io.bellhop.feature.desk;

import io.bellhop.engine.Tx;

/** How the desk writes to customers who are not there. */
public interface Post {
  /** For a server that sends no mail. */
  Post NONE =
      new Post() {
        @Override
        public boolean isOpen() {
          return false;
        }

        @Override
        public String nameOf(String site) {
          return site;
        }

        @Override
        public boolean send(Tx tx, String site, String customer, Letter letter) {
          return false;
        }
      };

  /** Whether anything can be sent at all. */
  boolean isOpen();

  /** What people call a site. */
  String nameOf(String site);

  /**
   * Leaves a letter to be sent once the transaction is committed.
   *
   * @return false if there were three within the last hour, for the customer or to the address
   * @throws io.bellhop.protocol.BellhopException invalid_params for {@code email} if the address
   *     cannot be written to
   */
  boolean send(Tx tx, String site, String customer, Letter letter);

  /** A message, as text and as HTML that say the same. */
  record Letter(String to, String subject, String text, String html) {}
}

package io.bellhop.engine;

import io.bellhop.protocol.Json;

/**
 * What a feature keeps about people, so that one can have it, have it erased (GDPR articles 15, 17
 * and 20), or take it along when a guest signs in.
 */
public interface PersonalData {

  /** What the data is, for example {@code conversations}: its place in an export. */
  String name();

  /** All that is kept about a person. Blocks. */
  Json export(String site, String person);

  /**
   * Removes or makes anonymous what is kept about a person, in transactions of its own that are
   * small enough for others to come between. Blocks. One that broke off is taken up again by the
   * next call; nothing happens where nothing is left.
   *
   * @param by the id of who has it done
   */
  void erase(String site, String person, String by);

  /**
   * Gives what one person has to another of the same site, who then has both. Where the one loses a
   * right to a channel, an event of that channel says so, and every node that hears it has {@link
   * Live#review} look at theirs.
   */
  void hand(Tx tx, String site, String from, Principal to);
}

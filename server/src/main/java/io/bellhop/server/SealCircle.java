package io.bellhop.server;

import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatFeature;
import io.bellhop.feature.desk.DeskFeature;
import io.bellhop.feature.seal.Circle;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who should be able to open an encrypted room: its members, and who looks after the conversation.
 */
final class SealCircle implements Circle {
  private final ChatFeature chat;
  private final DeskFeature desk;

  SealCircle(ChatFeature chat, DeskFeature desk) {
    this.chat = chat;
    this.desk = desk;
  }

  @Override
  public Set<String> of(String site, String room) {
    return with(chat.rooms().insiders(site, room), desk.assignee(site, room));
  }

  @Override
  public Set<String> of(Tx tx, String site, String room) {
    return with(chat.rooms().insiders(tx, site, room), desk.assignee(tx, site, room));
  }

  @Override
  public List<String> rooms(Tx tx, String site, String person) {
    return Stream.concat(
            chat.rooms().encryptedOf(tx, site, person).stream(),
            desk.encryptedOf(tx, site, person).stream())
        .distinct()
        .toList();
  }

  @Override
  public void tellOfDevice(Tx tx, Principal owner, String room) {
    chat.rooms().notice(tx, owner, room, "device");
  }

  private static Set<String> with(Set<String> insiders, Optional<String> assignee) {
    Set<String> people = new HashSet<>(insiders);
    if (!insiders.isEmpty()) {
      assignee.ifPresent(people::add);
    }
    return people;
  }
}

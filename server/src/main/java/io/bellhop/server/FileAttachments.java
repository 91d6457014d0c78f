package io.bellhop.server;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.Attachment;
import io.bellhop.feature.chat.Attachments;
import io.bellhop.feature.file.Files;
import io.bellhop.protocol.BellhopException;
import java.util.List;

/** The files of chat messages are those of the feature. */
record FileAttachments(Files files) implements Attachments {
  @Override
  public List<Attachment> bind(Tx tx, String person, Channel room, List<String> ids) {
    try {
      return files.bind(tx, person, ids, room).stream()
          .map(file ->
              new Attachment(
                  file.file(),
                  file.name(),
                  file.type(),
                  file.size(),
                  file.width(),
                  file.height(),
                  file.thumbnail()))
          .toList();
    } catch (BellhopException e) {
      throw BellhopException.invalid("files", e.detail());
    }
  }

  @Override
  public void remove(Tx tx, Channel room, List<String> ids) {
    files.remove(tx, room.site(), ids);
  }
}

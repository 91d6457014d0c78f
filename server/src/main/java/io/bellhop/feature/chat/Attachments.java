package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import java.util.List;

/** Where the files of messages come from. */
public interface Attachments {
  /** For a server that keeps no files. */
  Attachments NONE =
      new Attachments() {
        @Override
        public List<Attachment> bind(Tx tx, String person, Channel room, List<String> files) {
          throw BellhopException.invalid("files", "this server keeps no files");
        }

        @Override
        public void remove(Tx tx, Channel room, List<String> files) {}
      };

  /**
   * Gives files of a person to a room for good: from now on whoever may read there may have them.
   *
   * @param files at least one id
   * @throws BellhopException invalid_params if one is not the person's own, finished and unused
   */
  List<Attachment> bind(Tx tx, String person, Channel room, List<String> files);

  /** Removes files of a message that was deleted. */
  void remove(Tx tx, Channel room, List<String> files);
}

package io.bellhop.feature.file;

import io.bellhop.engine.Ledger;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;

/** What somebody has uploaded; the bytes are had by links. */
record PersonFiles(Ledger ledger, Files files, Codec codec) implements PersonalData {
  @Override
  public String name() {
    return "files";
  }

  @Override
  public Json export(String site, String person) {
    return codec.write(files.of(site, person));
  }

  @Override
  public void erase(String site, String person, String by) {
    boolean more = true;
    while (more) {
      more = ledger.write(tx -> files.erase(tx, site, person));
    }
  }

  @Override
  public void hand(Tx tx, String site, String from, Principal to) {
    files.merge(tx, site, from, to.id());
  }
}

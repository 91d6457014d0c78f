package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  @Test
  void whatIsCheckedInIsWhatTheServerHas() throws IOException {
    assertThat(Documents.stale(Path.of(".."))).as("run ./bellhop docs").isEmpty();
  }
}

package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellhop.engine.Role;
import io.bellhop.server.FileClient.FileRefused;
import io.bellhop.sql.Database;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Files as part of messages, through the whole server. */
@ParameterizedClass
@EnumSource(Database.class)
class FilesInChatTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;
  private FileClient ann;
  private FileClient ben;

  @BeforeEach
  void start() {
    server = TestServer.on(database);
    ann = new FileClient(server, TestServer.HOTEL, "ann", Role.STAFF);
    ben = new FileClient(server, "ben");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(FileClient from, String room, String file) {
    String params = "{\"room\":\"%s\",\"text\":\"see\",\"files\":[\"%s\"]}".formatted(room, file);
    return server.call("chat.send", params, from.token);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return WireClient.JSON.readTree(response.body());
  }

  @Test
  void aFileGoesWithItsMessageToWhoeverMayReadThat() {
    var id = ann.upload("a.txt", "text/plain", HELLO).get("file").stringValue();
    var inner = ann.upload("b.txt", "text/plain", HELLO).get("file").stringValue();

    assertThat(send(ann, "lobby", id).statusCode()).isEqualTo(200);
    assertThat(send(ann, "back-office", inner).statusCode()).isEqualTo(200);

    var history = json(server.call("chat.history", "{\"room\":\"lobby\"}", ben.token));
    assertThat(history.at("/messages/0/files/0/name").stringValue()).isEqualTo("a.txt");
    assertThat(ben.read(id)).isEqualTo(HELLO);
    assertThat(catchThrowableOfType(FileRefused.class, () -> ben.link(inner, false)).code)
        .isEqualTo("not_found");
  }

  @Test
  void nobodySendsWhatIsNotTheirsOrAFileTwice() {
    var id = ann.upload("a.txt", "text/plain", HELLO).get("file").stringValue();

    var stolen = send(ben, "lobby", id);
    var first = send(ann, "lobby", id);
    var again = send(ann, "lobby", id);
    var none = send(ann, "lobby", "0".repeat(32));

    assertThat(first.statusCode()).isEqualTo(200);
    for (var refused : new HttpResponse<?>[] {stolen, again, none}) {
      var problem = WireClient.JSON.readTree(String.valueOf(refused.body()));
      assertThat(problem.get("code").stringValue()).isEqualTo("invalid_params");
      assertThat(problem.get("field").stringValue()).isEqualTo("files");
    }
  }

  @Test
  void aDeletedMessageTakesItsFilesAlong() {
    var id = ann.upload("a.txt", "text/plain", HELLO).get("file").stringValue();
    var message = json(send(ann, "lobby", id)).get("offset").longValue();
    var path = ben.link(id, false);

    var deleted =
        server.call(
            "chat.delete", "{\"room\":\"lobby\",\"message\":%d}".formatted(message), ann.token);

    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(ben.get(path).statusCode()).isEqualTo(404);
  }
}

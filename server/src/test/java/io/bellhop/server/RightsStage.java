package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import io.bellhop.feature.chat.Rooms;
import io.bellhop.feature.chat.Sender;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One caller before one thing, both new, so that no call sees what an earlier one left.
 *
 * <p>In params {@code $} is the id of the thing. Of a room, {@code $mine} is a message by the
 * caller and {@code $theirs} one by somebody else, both there whether or not the caller may enter;
 * {@code $caller} is the caller, {@code $device} a device of theirs. {@code $?} is the id too,
 * where the answer names the thing only to those who may see it.
 */
final class RightsStage {
  private static final Sender SOMEBODY = new Sender("somebody", "staff", "Somebody");

  /** Whose a thing is, as the caller sees it. */
  enum Whose {
    OWN,
    /** Somebody else's of the same site. */
    FOREIGN,
    /** Of another site. */
    ELSEWHERE
  }

  private final TestServer server;
  private final Role role;
  private final Whose whose;
  private final String caller;
  private final String site;

  /** Whose the thing is: the caller, if it is their own. */
  private final String owner;

  private final String worker;

  RightsStage(TestServer server, Role role, Whose whose, int number) {
    this.server = server;
    this.role = role;
    this.whose = whose;
    caller = "caller-" + number;
    site = whose == Whose.ELSEWHERE ? TestServer.SALON : TestServer.HOTEL;
    owner = whose == Whose.OWN ? caller : "owner-" + number;
    worker = "worker-" + number;
  }

  WireClient connect() {
    String token = token();
    return token == null
        ? WireClient.open(server.port())
        : WireClient.connect(server.port(), token);
  }

  /** The caller's token; null for one who has none. */
  @Nullable String token() {
    return switch (role) {
      case ANONYMOUS -> null;
      case BACKEND -> server.token(Role.BACKEND);
      default -> server.token(TestServer.HOTEL, caller, role);
    };
  }

  /** Makes a thing of a kind that the table names; its id. */
  String make(String kind) {
    return switch (kind) {
      case "conversation" -> conversation("{\"text\":\"Hello\",\"email\":\"a@b.example\"}");
      case "encrypted" -> conversation("{\"encrypted\":true}");
      case "resolved" -> resolved();
      case "notes" -> Rooms.notesOf(make("conversation"));
      case "group" -> room("group", worker);
      case "staff room" -> room("staff", worker);
      case "all staff" -> room("staff", "");
      case "person" -> owner;
      case "colleague" -> colleague();
      case "agent" -> agent();
      case "present" -> present();
      case "guest" -> server.token(site, owner, Role.GUEST);
      case "device" -> register(owner);
      case "file" -> file();
      case "upload" -> files().begin("a.txt", "text/plain", 1);
      case "reply" -> reply();
      case "key" -> ask(Role.MANAGER, worker, "apikey.create", "{\"name\":\"A\"}", "id");
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** The params of a row, for the thing with this id. */
  String params(String template, String thing) {
    String params = template;
    if (params.contains("$mine")) {
      params = params.replace("$mine", say(thing, new Sender(caller, role.wireName(), caller)));
    }
    if (params.contains("$theirs")) {
      params = params.replace("$theirs", say(thing, SOMEBODY));
    }
    if (params.contains("$device")) {
      params = params.replace("$device", register(caller));
    }
    return params.replace("$caller", caller).replace("$?", thing).replace("$", thing);
  }

  /** Of the owner, as its customer or as who looks after it. */
  private String conversation(String params) {
    boolean works = Role.TEAM.contains(role);
    Role customer = role == Role.GUEST ? Role.GUEST : Role.CUSTOMER;
    String room =
        ask(customer, works ? "customer-of-" + owner : owner, "desk.start", params, "room");
    if (Role.COLLEAGUES.contains(role)) {
      ask(Role.STAFF, owner, "desk.take", "{\"room\":\"%s\"}".formatted(room));
    }
    return room;
  }

  private String resolved() {
    String room = make("conversation");
    ask(Role.STAFF, worker, "desk.resolve", "{\"room\":\"%s\"}".formatted(room));
    return room;
  }

  /** With the owner in it; in a staff room customers too, as if by mistake. */
  private String room(String kind, String member) {
    String members = member.isEmpty() ? "" : "\"" + SOMEBODY.id() + "\"";
    String params = "{\"kind\":\"%s\",\"name\":\"A\",\"members\":[%s]}".formatted(kind, members);
    String room = ask(Role.STAFF, worker, "chat.create", params, "room");
    if (!member.isEmpty()) {
      server
          .bellhop()
          .ledger()
          .write(tx -> {
            rooms().join(tx, site, room, new Sender(owner, role.wireName(), owner));
            return true;
          });
    }
    return room;
  }

  /** A number of a message, written whatever the rights are. */
  private String say(String room, Sender from) {
    return server
        .bellhop()
        .ledger()
        .write(tx -> rooms().send(tx, site, room, from, "text", null, null).offset())
        .toString();
  }

  private Rooms rooms() {
    return server.bellhop().rooms();
  }

  /** Somebody with an account; the callers themselves come with tokens of the site's own. */
  private String colleague() {
    if (!Role.TEAM.contains(role) || whose == Whose.OWN) {
      return owner;
    }
    String link = ask(Role.MANAGER, worker, "staff.invite", "{\"role\":\"staff\"}", "url");
    String setup = link.substring(link.lastIndexOf('=') + 1);
    String params =
        """
        {"site":"%s","setup":"%s","email":"%s@b.example","name":"A","password":"long enough, isn't it"}
        """
            .formatted(site, setup, owner);
    return ask(Role.MANAGER, worker, "staff.setup", params, "principal", "id");
  }

  private String agent() {
    return ask(Role.STAFF, owner, "desk.available", "{\"available\":false}", "person", "id");
  }

  private String present() {
    ask(Role.STAFF, owner, "presence.choose", "{\"status\":\"busy\"}");
    return owner;
  }

  /** A device of somebody's. */
  private String register(String person) {
    String device = "device-of-" + person;
    String params =
        "{\"device\":\"%s\",\"name\":\"A\",\"publicKey\":\"B%s\"}"
            .formatted(device, "A".repeat(86));
    ask(Role.PEOPLE.contains(role) ? role : Role.CUSTOMER, person, "seal.register", params);
    return device;
  }

  private FileClient files() {
    String own = whose == Whose.OWN ? token() : null;
    return FileClient.with(server, own == null ? server.token(site, owner, Role.CUSTOMER) : own);
  }

  private String file() {
    byte[] one = {'a'};
    return files().upload("a.txt", "text/plain", one).get("file").stringValue();
  }

  private String reply() {
    ask(Role.STAFF, owner, "desk.reply", "{\"shortcut\":\"%s\",\"text\":\"A\"}".formatted(owner));
    return owner;
  }

  /** What the caller is answered over HTTP. */
  JsonNode call(String method, String params) {
    var answer = server.call(method, params, token());
    JsonNode body = WireClient.JSON.readTree(answer.body());
    if (answer.statusCode() != 200) {
      throw new RpcFailure(body.get("code").stringValue(), body.get("detail").stringValue());
    }
    return body;
  }

  /** What somebody of the site is answered; the value at the path in it. */
  private String ask(Role asking, String id, String method, String params, String... path) {
    var answer = server.call(method, params, server.token(site, id, asking));
    assertThat(answer.statusCode()).as("%s %s: %s", method, params, answer.body()).isEqualTo(200);
    JsonNode value = WireClient.JSON.readTree(answer.body());
    for (String name : path) {
      value = value.path(name);
    }
    return value.asString("");
  }
}

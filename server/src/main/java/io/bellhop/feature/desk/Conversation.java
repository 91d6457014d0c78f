package io.bellhop.feature.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of a customer with the site, as its staff see it; also the data of the event
 * {@code conversation}.
 *
 * @param room the chat room, whose channel is {@code chat:ROOM}; staff write notes in {@code
 *     ROOM~notes}
 * @param answers to the pre-chat form
 * @param waitingSince when the customer wrote first after the staff's last word; null if nobody
 *     waits
 * @param stars the customer's rating, 1 to 5
 * @param remark what the customer said with the rating
 * @param encrypted whether only the people in it can read it
 * @param messages how many there are
 * @param at of the last change
 */
public record Conversation(
    String room,
    Status status,
    Person customer,
    @Nullable String email,
    @Nullable String topic,
    List<Answer> answers,
    @Nullable String team,
    @Nullable String skill,
    @Nullable Person assignee,
    @Nullable Instant waitingSince,
    @Nullable Instant snoozedUntil,
    @Nullable Integer stars,
    @Nullable String remark,
    boolean encrypted,
    @Nullable Last last,
    long messages,
    Instant openedAt,
    Instant at) {

  /**
   * The newest message.
   *
   * @param from the id of who wrote it
   * @param text its beginning; empty if it is encrypted or has only files
   */
  public record Last(String from, String text) {}

  boolean isOpen() {
    return status == Status.OPEN;
  }

  boolean isAssignedTo(String person) {
    return assignee != null && assignee.id().equals(person);
  }

  /** What is left of it when its customer is erased; the empty id is nobody's. */
  Conversation ofNobody() {
    return new Conversation(
        room,
        status,
        customer.nobody(),
        null,
        topic,
        List.of(),
        team,
        skill,
        assignee,
        waitingSince,
        snoozedUntil,
        stars,
        null,
        encrypted,
        null,
        messages,
        openedAt,
        at);
  }

  /** Without somebody who worked on it. */
  Conversation without(String person) {
    boolean wrote = last != null && last.from.equals(person);
    return new Conversation(
        room,
        status,
        customer,
        email,
        topic,
        answers,
        team,
        skill,
        isAssignedTo(person) ? null : assignee,
        waitingSince,
        snoozedUntil,
        stars,
        remark,
        encrypted,
        wrote ? null : last,
        messages,
        openedAt,
        at);
  }

  /** The conversation as its customer sees it: nothing of how the staff work. */
  Own own() {
    return new Own(room, status, topic, assignee, encrypted, stars, openedAt, at);
  }

  /** A conversation as its customer sees it. */
  public record Own(
      String room,
      Status status,
      @Nullable String topic,
      @Nullable Person assignee,
      boolean encrypted,
      @Nullable Integer stars,
      Instant openedAt,
      Instant at) {}
}

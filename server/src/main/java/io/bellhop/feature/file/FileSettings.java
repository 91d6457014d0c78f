package io.bellhop.feature.file;

import java.util.List;

/**
 * What may be uploaded.
 *
 * @param max bytes of one file
 * @param perDay bytes of one person in 24 hours
 * @param countPerDay files of one person in 24 hours
 * @param types media types, also as {@code image/*} and {@code *}
 * @param keepFree bytes of the disk that uploads leave to others
 * @param inBucket whether chunks are kept in the storage, where other servers find them, and not in
 *     a folder
 */
public record FileSettings(
    long max, long perDay, int countPerDay, List<String> types, long keepFree, boolean inBucket) {

  boolean takes(String type) {
    String all = type.substring(0, type.indexOf('/')) + "/*";
    return types.contains("*") || types.contains(type) || types.contains(all);
  }
}

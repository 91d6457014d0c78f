package io.bellhop.feature.chat;

import io.bellhop.engine.schema.Text;

/**
 * A text that only the devices of the room's members can read; the server keeps it as it is.
 *
 * @param key names the key
 * @param iv base64
 * @param text base64, at most 24 KiB
 */
public record Sealed(
    @Text(max = 128, pattern = "[A-Za-z0-9._~-]+") String key,
    @Text(max = 64, pattern = BASE64) String iv,
    @Text(max = 24_576, pattern = BASE64) String text) {
  private static final String BASE64 = "[A-Za-z0-9+/_-]+=*";
}

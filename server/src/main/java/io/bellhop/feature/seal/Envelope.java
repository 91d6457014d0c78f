package io.bellhop.feature.seal;

import io.bellhop.engine.schema.Text;

/**
 * A room's key, sealed for one device.
 *
 * @param person whose device it is
 * @param sealed what only the device can open, base64url
 */
public record Envelope(
    @Text(max = 256) String person,
    @Text(max = 64, pattern = SealFeature.ID) String device,
    @Text(max = 400, pattern = SealFeature.BASE64URL) String sealed) {}

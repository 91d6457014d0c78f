package io.bellhop.storage;

import io.bellhop.auth.Secret;
import java.net.URI;

/**
 * A bucket of a store that speaks the S3 protocol.
 *
 * @param endpoint the store's address; the bucket is the first part of the path
 */
public record S3Settings(
    URI endpoint, String region, String bucket, String accessKey, Secret secretKey) {}

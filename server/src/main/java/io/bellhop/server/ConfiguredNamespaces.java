package io.bellhop.server;

import io.bellhop.engine.Feature;
import io.bellhop.engine.Namespace;
import java.util.List;

/** The namespaces that the configuration declares. */
record ConfiguredNamespaces(List<Namespace> namespaces) implements Feature {}

package io.bellhop.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certifies one server, for 127.0.0.1 alone; made with the JDK's own tool. */
final class TestAuthority {
  private static final String PASSWORD = "changeit";

  /** Its own certificate, in PEM. */
  final Path certificate;

  private final Path folder;
  private final String store;

  TestAuthority(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    store = folder.resolve("keys.p12").toString();
    certificate = folder.resolve("ca.pem");
    keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c");
    keytool("-exportcert", "-rfc", "-alias", "ca", "-file", certificate.toString());
    certify();
    writeKey();
  }

  private void certify() throws IOException, InterruptedException {
    String request = folder.resolve("server.csr").toString();
    keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=redis");
    keytool("-certreq", "-alias", "server", "-file", request);
    keytool(
        "-gencert",
        "-rfc",
        "-alias",
        "ca",
        "-ext",
        "san=ip:127.0.0.1",
        "-infile",
        request,
        "-outfile",
        folder.resolve("server.pem").toString());
  }

  /** Arguments of a Redis that speaks TLS on that port. */
  List<String> redis(int port) {
    return List.of(
        "--tls-port",
        String.valueOf(port),
        "--tls-cert-file",
        folder.resolve("server.pem").toString(),
        "--tls-key-file",
        folder.resolve("server.key").toString(),
        "--tls-ca-cert-file",
        certificate.toString(),
        "--tls-auth-clients",
        "no");
  }

  private void writeKey() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(Path.of(store).toFile(), PASSWORD.toCharArray());
    Key key = keys.getKey("server", PASSWORD.toCharArray());
    String text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    Files.writeString(
        folder.resolve("server.key"),
        "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store, "-storepass", PASSWORD));
    Path said = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(said));
    }
  }
}

import Testing

@testable import Archive

/// What is said where the way to a server is not as secure as the address asks for.
@Suite struct PostgresRemedyTests {
  private static func message(_ words: String) -> String {
    let error = PostgresError(message: words, stage: .connecting)
    return ArchiveError(error, path: "postgresql://me@db.example/x").description
  }

  @Test(
    "Who is refused because of TLS is told what to change",
    arguments: [
      ("SSL error: certificate verify failed", "sslrootcert"),
      (
        "server certificate for \"db1\" (and 1 other name) does not match host name \"db.example\"",
        "name the server in the address as its certificate does"
      ),
      ("root certificate file \"/none.crt\" does not exist", "sslrootcert"),
      ("server does not support SSL, but SSL was required", "ssl = on"),
      (
        "FATAL: no pg_hba.conf entry for host \"10.0.0.7\", user \"me\", database \"x\", no encryption",
        "sslmode=verify-full"
      ),
    ])
  func told(_ words: String, _ remedy: String) {
    let message = Self.message(words)
    #expect(message.contains(words) && message.contains(remedy), "\(message)")
  }

  @Test(
    "What has nothing to do with TLS keeps its own advice",
    arguments: [
      ("could not connect to server: Connection refused", "whether the server runs"),
      ("FATAL: password authentication failed for user \"me\"", "PGPASSWORD"),
      ("FATAL: database \"x\" does not exist", "createdb"),
      ("FATAL: role \"me\" does not exist", "createuser"),
    ])
  func others(_ words: String, _ remedy: String) {
    #expect(Self.message(words).contains(remedy))
  }
}

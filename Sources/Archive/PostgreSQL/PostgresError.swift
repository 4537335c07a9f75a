/// What PostgreSQL, or the way to it, says.
struct PostgresError: Error, Sendable, Hashable {
  /// When it was said.
  enum Stage: Sendable, Hashable {
    /// No connection could be had.
    case connecting
    /// Nothing of what was asked is kept.
    case working
    /// Whether all of it is kept, or nothing, is not known.
    case keeping
  }

  /// Its code (https://www.postgresql.org/docs/current/errcodes-appendix.html); `nil` where the
  /// connection itself failed.
  var state: String?
  /// In the server's words, one line.
  var message: String
  var stage = Stage.working
  /// Whether the connection is of no use any more.
  var isLost = false
  /// Whether the server wants a password and none was found.
  var needsPassword = false

  /// Whether the same may go well in a moment: on a connection that was cut, while a server starts
  /// or stops, where two transactions stood in each other's way.
  var isTransient: Bool {
    guard let state else { return isLost }
    // 23505: two have added the same at once, and the second sees it now.
    let passing: Set = ["40001", "40P01", "23505", "57P01", "57P02", "57P03", "53300", "55006"]
    return isLost || passing.contains(state) || state.hasPrefix("08")
  }
}

extension ArchiveError {
  /// What PostgreSQL says, with what to do about it.
  init(_ error: PostgresError, path: String) {
    if error.stage == .connecting {
      self = .server(
        address: path, detail: error.message, remedy: Self.remedy(connecting: error))
      return
    }
    switch error.state {
    case "53100": self = .full(path: path)
    case "55P03", "40001", "40P01", "23505": self = .busy(path: path)
    case "42501":
      self = .server(
        address: path, detail: error.message,
        remedy: "let the database belong to this user: ALTER DATABASE … OWNER TO …")
    case "25006":
      self = .server(
        address: path, detail: "the server takes no changes",
        remedy: "name the one that does, or all of them with “?target_session_attrs=read-write”")
    case .some(let state) where !error.isLost && !error.isTransient:
      self = .failed(path: path, detail: "\(error.message), \(state)")
    default:
      self = .server(
        address: path, detail: "the connection was lost: \(error.message)",
        remedy: "see whether the server runs; the next run goes on where this one ended")
    }
  }

  /// libpq gives no codes here, and servers speak the language that they were set up in: what is not
  /// recognized gets the general advice.
  private static func remedy(connecting error: PostgresError) -> String {
    let message = error.message
    if error.needsPassword || message.contains("password") {
      return "give the password in PGPASSWORD, ~/.pgpass or a service file, never in the address"
    }
    if message.contains("database"), message.contains("does not exist") {
      return "make it: createdb -E UTF8 --locale=C -T template0 NAME"
    }
    if message.contains("role"), message.contains("does not exist") {
      return "name the user in the address (postgresql://USER@HOST/NAME), or make it: createuser"
    }
    if let remedy = remedy(ofTLS: message) { return remedy }
    return "see whether the server runs there and lets this machine and user in (pg_hba.conf)"
  }

  /// What libpq says where the server's certificate, or TLS itself, is not what the address asks for.
  private static func remedy(ofTLS message: String) -> String? {
    let remedies = [
      (
        "does not match host name",
        "name the server in the address as its certificate does, or give it a certificate of this name"
      ),
      (
        "certificate verify failed",
        "name the file of the authority that has signed the server's certificate in "
          + "“sslrootcert=…”; if it should be that one, somebody else answers there"
      ),
      ("root certificate file", "name the file of the authority in “sslrootcert=…”"),
      (
        "does not support SSL",
        "turn TLS on there (ssl = on in postgresql.conf, with a certificate and its key)"
      ),
      ("no encryption", "ask for TLS in the address: “sslmode=verify-full&sslrootcert=…”"),
    ]
    return remedies.first { message.contains($0.0) }?.1
  }
}

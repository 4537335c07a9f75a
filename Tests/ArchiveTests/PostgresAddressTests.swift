import Testing

@testable import Archive

/// Addresses of databases: what is one, and what of it may be shown.
@Suite struct PostgresAddressTests {
  @Test(
    "Messages show neither passwords nor parameters",
    arguments: [
      ("postgresql:///refeed", "postgresql:///refeed"),
      ("postgres://db.example/refeed", "postgresql://db.example/refeed"),
      (
        "postgresql://me@db.example:5433/refeed?sslmode=verify-full",
        "postgresql://me@db.example:5433/refeed"
      ),
      ("postgresql://me:se%40cret@db.example/refeed", "postgresql://me@db.example/refeed"),
      ("postgresql://me:a@b@db.example/refeed", "postgresql://me@db.example/refeed"),
      ("postgresql://[::1]:5432,other/refeed?password=x", "postgresql://[::1]:5432,other/refeed"),
    ])
  func shown(_ text: String, _ shown: String) throws {
    #expect(try #require(PostgresAddress(text)).shown == shown)
  }

  @Test(
    "A password is found wherever it stands",
    arguments: [
      ("postgresql://me:secret@db.example/refeed", true),
      ("postgresql://me:@db.example/refeed", true),
      ("postgresql://db.example/refeed?sslmode=require&password=x", true),
      ("postgresql://db.example/refeed?pass%77ord=x", true),
      ("postgresql://db.example/refeed?sslpassword=x", true),
      ("postgresql://me@db.example:5432/refeed?passfile=/etc/pgpass&sslmode=require", false),
      ("postgresql://[::1]:5432/refeed", false), ("postgresql:///refeed?service=a", false),
    ])
  func passwords(_ text: String, _ isThere: Bool) throws {
    #expect(try #require(PostgresAddress(text)).holdsPassword == isThere)
  }

  @Test(
    "Anything else is no such address",
    arguments: ["state/archive.sqlite", "postgresql:/x", "mysql://db/x", "/postgresql://x", ""])
  func others(_ text: String) { #expect(PostgresAddress(text) == nil) }

  @Test("Question marks in quotes are no arguments")
  func numbered() {
    #expect(
      PostgresStatements.numbered("SELECT '?', a = ? FROM t WHERE b = ? AND c = 'it''s ?'")
        == "SELECT '?', a = $1 FROM t WHERE b = $2 AND c = 'it''s ?'")
  }
}

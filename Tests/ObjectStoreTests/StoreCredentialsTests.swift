import Testing

@testable import ObjectStore

@Suite struct StoreCredentialsTests {
  private static let file = """
    # of two people
    [default]
    aws_access_key_id = AKIADEFAULT
    aws_secret_access_key=hush/default+1=

    [ other ]
      AWS_ACCESS_KEY_ID=AKIAOTHER
      aws_secret_access_key = hushother
      aws_session_token = hushtoken
    [half]
    aws_access_key_id = AKIAHALF
    [blank]
    aws_access_key_id = AKIA BLANK
    aws_secret_access_key = hush blank
    """

  private func found(
    _ environment: [String: String], _ files: [String: String] = [:]
  ) throws -> StoreCredentials {
    let place = try StorePlace(
      StoreAddress("s3://feeds?endpoint=https://minio.example"), environment: [:])
    return try StoreCredentials.found(for: place, environment: environment) { path in
      files[path].map { Array($0.utf8) }
    }
  }

  @Test func theEnvironmentGoesBeforeTheFile() throws {
    let found = try found(
      [
        "AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "hushenv", "HOME": "/home/a",
        "AWS_SESSION_TOKEN": "hushtoken",
      ], ["/home/a/.aws/credentials": Self.file])
    #expect([found.key, found.secret, found.token] == ["AKIAENV", "hushenv", "hushtoken"])
  }

  @Test(arguments: [
    (["HOME": "/home/a"], "/home/a/.aws/credentials", "AKIADEFAULT", "hush/default+1="),
    (
      ["HOME": "/home/a", "AWS_PROFILE": "other"], "/home/a/.aws/credentials", "AKIAOTHER",
      "hushother"
    ),
    (["AWS_SHARED_CREDENTIALS_FILE": "/etc/keys"], "/etc/keys", "AKIADEFAULT", "hush/default+1="),
  ])
  func aProfileOfTheSharedFileIsRead(
    environment: [String: String], path: String, key: String, secret: String
  ) throws {
    let found = try found(environment, [path: Self.file])
    #expect(found.key == key && found.secret == secret)
    #expect(found.token == (key == "AKIAOTHER" ? "hushtoken" : nil))
  }

  @Test(arguments: [
    ([:], StoreError.Missing.everything),
    (["HOME": "/nowhere"], .everything),
    (["AWS_ACCESS_KEY_ID": "AKIA"], .variable("AWS_SECRET_ACCESS_KEY")),
    (["AWS_SECRET_ACCESS_KEY": "hush"], .variable("AWS_ACCESS_KEY_ID")),
    (
      ["AWS_ACCESS_KEY_ID": "AKIA\r\nX: y", "AWS_SECRET_ACCESS_KEY": "hush"],
      .readable("AWS_ACCESS_KEY_ID")
    ),
    (["AWS_SHARED_CREDENTIALS_FILE": "/none"], .file("/none")),
    (["HOME": "/h", "AWS_PROFILE": "third"], .profile("third", path: "/h/.aws/credentials")),
    (["HOME": "/h", "AWS_PROFILE": "half"], .valueOfProfile("half", path: "/h/.aws/credentials")),
    (
      ["HOME": "/h", "AWS_PROFILE": "blank"],
      .readable("profile blank of /h/.aws/credentials")
    ),
  ])
  func whatIsMissingIsNamed(environment: [String: String], missing: StoreError.Missing) {
    let error = #expect(throws: StoreError.self) {
      try found(environment, ["/h/.aws/credentials": Self.file])
    }
    #expect(error?.reason == .missing(missing))
    #expect(error?.description.contains("hush") == false)
  }

  @Test func nothingSecretIsPrinted() throws {
    let found = try found(["HOME": "/h"], ["/h/.aws/credentials": Self.file])
    var dumped = ""
    dump(found, to: &dumped)
    for text in ["\(found)", String(reflecting: found), dumped] { #expect(!text.contains("hush")) }
  }
}

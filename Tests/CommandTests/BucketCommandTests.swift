import Foundation
import ScriptedOrigin
import Testing

/// A bucket as `output`, as far as the commands see it.
@Suite struct BucketCommandTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
    try place.write(Sample.entry(1), to: "seeds/a.md")
  }

  private func configure(_ output: String, _ more: String = "", source: String = "seeds") throws {
    try place.write(
      """
      {"output": "\(output)", "baseURL": "https://f.example/", \(more)
       "feeds": [{"id": "a", "sources": ["\(source)"]}]}
      """, to: "config.json")
  }

  @Test(arguments: [
    "s3://AKIAHUSH:hushhush@bucket/x", "s3://bucket?secret=hushhush",
    "s3://bucket?endpoint=https://u:hushhush@store.example", "s3://bucket?hushhush=1",
    "s3://bucket?endpoint=http://store.example/hushhush", "gs://u:hushhush@bucket/x",
  ])
  func anAddressWithASecretIsRefusedAndNotRepeated(output: String) throws {
    try configure(output)
    for command in ["check", "refresh"] {
      let result = try refeed(command)
      #expect(result.code == 78 && result.error.contains("output: "), "\(result.error)")
      #expect(!result.error.contains("hush"), "\(result.error)")
    }
    #expect(!place.exists("state"))
  }

  @Test func aBucketIsNoMistake() throws {
    try configure("s3://bucket/feeds?region=eu-central-1")
    let result = try refeed("check")
    #expect(result.code == 0 && result.error == "", "\(result.error)")
  }

  @Test func aBucketKnowsNoTokensAndCheckSaysSo() throws {
    try configure(
      "s3://bucket/feeds?region=eu-central-1",
      #""serve": {"auth": {"tokens": "${TOKEN}"}},"#)
    let result = try refeed("check", environment: ["TOKEN": "7f3a91c0d2e84b5566aa1b2c3d4e5f60"])
    #expect(
      result.code == 0 && result.error.contains("a bucket knows no tokens"), "\(result.error)")
  }

  @Test func serveNeedsAFolderForFeedsAndForItsHub() throws {
    try configure("s3://bucket/feeds?region=eu-central-1")
    let result = try refeed("serve", "--port", "0")
    #expect(result.code == 78 && result.error.contains("from a folder"), "\(result.error)")
    try configure(
      "s3://bucket/feeds?region=eu-central-1",
      #""serve": {"refresh": true, "hub": true},"#)
    let hub = try refeed("serve", "--port", "0")
    #expect(hub.code == 78 && hub.error.contains("name another hub"), "\(hub.error)")
  }

  @Test func serveRefreshesIntoABucketAndHandsOutNoFeed() throws {
    try configure("s3://bucket/feeds?region=eu-central-1", #""serve": {"refresh": true},"#)
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    let ask = { (path: String) in
      try server.ask("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").status
    }
    #expect(try ask("/healthz") == 200)
    #expect(try ask("/a.atom") == 404)
  }

  @Test(arguments: [
    ([:], "no credentials"), (["AWS_ACCESS_KEY_ID": "AKIA"], "AWS_SECRET_ACCESS_KEY is not set"),
    (["AWS_SHARED_CREDENTIALS_FILE": "none"], "can't be read"),
  ])
  func whatIsMissingIsSaidBeforeAnythingIsFetched(
    environment: [String: String], words: String
  ) throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    try configure(
      "s3://bucket/feeds?endpoint=\(origin.address(""))",
      #""fetch": {"allowPrivateNetworks": true},"#, source: origin.address())
    let result = try refeed.run(["refresh"], environment: environment)
    #expect(result.code == 2 && result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
    #expect(origin.requests.isEmpty)
  }

  @Test func aRegionThatNobodyNamesIsAskedFor() throws {
    try configure("s3://bucket/feeds")
    let keys = ["AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "hush"]
    let result = try refeed.run(["refresh"], environment: keys)
    #expect(result.code == 2 && result.error.contains("region=…"), "\(result.error)")
  }
}

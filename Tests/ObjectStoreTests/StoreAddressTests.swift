import Testing

@testable import ObjectStore

@Suite struct StoreAddressTests {
  private static let region = ["AWS_REGION": "eu-central-1"]

  @Test(arguments: [
    ("s3://feeds", "https://feeds.s3.eu-central-1.amazonaws.com/k"),
    ("S3://feeds/", "https://feeds.s3.eu-central-1.amazonaws.com/k"),
    ("s3://feeds/a/b", "https://feeds.s3.eu-central-1.amazonaws.com/a/b/k"),
    ("s3://feeds?style=path", "https://s3.eu-central-1.amazonaws.com/feeds/k"),
    ("s3://feeds.example.org", "https://s3.eu-central-1.amazonaws.com/feeds.example.org/k"),
    ("s3://feeds?region=cn-north-1", "https://feeds.s3.cn-north-1.amazonaws.com.cn/k"),
    ("s3://feeds?endpoint=https://minio.example:9000", "https://minio.example:9000/feeds/k"),
    ("s3://feeds/p/?endpoint=https%3A%2F%2Fminio.example%2F", "https://minio.example/feeds/p/k"),
    ("s3://feeds?endpoint=https://r2.example&style=host", "https://feeds.r2.example/k"),
    ("s3://feeds?endpoint=http://127.0.0.1:9000", "http://127.0.0.1:9000/feeds/k"),
    ("s3://feeds?endpoint=http://localhost", "http://localhost/feeds/k"),
    ("s3://feeds?endpoint=http://[::1]:9000", "http://[::1]:9000/feeds/k"),
  ])
  func anAddressSaysWhereAnObjectIs(address: String, url: String) throws {
    let place = try StorePlace(StoreAddress(address), environment: Self.region)
    let request = ObjectRequest(method: .get, key: place.prefix + "k")
    #expect(CanonicalRequest(request, at: place, token: nil).url == url)
  }

  @Test(arguments: [
    ("s3://", InvalidStoreAddress.notAnAddress), ("https://feeds", .notAnAddress),
    ("s3://ab", .bucket), ("s3:///feeds", .bucket), ("s3://fe eds", .bucket),
    ("s3://feeds/../other", .prefix), ("s3://feeds//a", .prefix), ("s3://feeds/a%20b", .prefix),
    ("s3://feeds?endpoint=minio.example", .endpoint),
    ("s3://feeds?endpoint=https://minio.example/path", .endpoint),
    ("s3://feeds?endpoint=https://minio.example:99999", .endpoint),
    ("s3://feeds?endpoint=https://", .endpoint),
    ("s3://feeds?endpoint=http://minio.example", .plainHTTP),
    ("s3://feeds?endpoint=http://127.0.0.1.example", .plainHTTP),
    ("s3://feeds?endpoint=http://127.0.0", .plainHTTP),
    ("s3://feeds?endpoint=http://10.0.0.1:9000", .plainHTTP),
    ("s3://feeds?region=eu/central", .region), ("s3://feeds?style=both", .style),
    ("s3://feeds?conditions=maybe", .conditions), ("s3://feeds?what=1", .parameter),
    ("s3://feeds#part", .notAnAddress),
  ])
  func whatIsNoAddressOfABucketIsToldApart(address: String, reason: InvalidStoreAddress) {
    #expect(throws: reason) { try StoreAddress(address) }
  }

  @Test(arguments: [
    "s3://AKIAHUSH:hushhush@feeds/prefix", "s3://hushhush@feeds",
    "s3://feeds?secret=hushhush", "s3://feeds?aws_secret_access_key=hushhush",
    "s3://feeds?X-Amz-Security-Token=hushhush", "s3://feeds?endpoint=https://a:hushhush@b.example",
    "s3://feeds?access_key=hushhush&region=eu-central-1", "s3://feeds?password=hushhush",
    "s3://feeds?profile=hushhush",
  ])
  func whatLooksLikeASecretIsRefusedAndNotRepeated(address: String) {
    #expect(throws: InvalidStoreAddress.credentials) { try StoreAddress(address) }
    #expect(!InvalidStoreAddress.credentials.description.contains("hush"))
  }

  @Test func withoutARegionAWSCantBeAsked() throws {
    let address = try StoreAddress("s3://feeds")
    let error = #expect(throws: StoreError.self) { try StorePlace(address, environment: [:]) }
    #expect(error?.reason == .missingRegion)
    #expect(
      try StorePlace(address, environment: ["AWS_DEFAULT_REGION": "eu-west-1"]).region
        == "eu-west-1")
    // The address goes before the environment, and a store of one's own has a usual one.
    let own = try StoreAddress("s3://feeds?region=us-west-2")
    #expect(try StorePlace(own, environment: Self.region).region == "us-west-2")
    let minio = try StoreAddress("s3://feeds?endpoint=https://minio.example")
    #expect(try StorePlace(minio, environment: [:]).region == "us-east-1")
  }
}

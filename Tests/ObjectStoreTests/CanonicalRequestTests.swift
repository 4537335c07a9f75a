import Testing

@testable import ObjectStore

@Suite struct CanonicalRequestTests {
  private func canonical(
    _ request: ObjectRequest, token: String? = nil
  ) throws
    -> CanonicalRequest
  {
    let place = try StorePlace(
      StoreAddress("s3://feeds?endpoint=https://minio.example"), environment: [:])
    return CanonicalRequest(request, at: place, token: token)
  }

  @Test func aQueryIsSortedEncodedAndHasAnEqualsSignForEveryName() throws {
    var request = ObjectRequest(method: .get, key: "")
    request.query = [
      .init(name: "prefix", value: "a/ü +~"), .init(name: "list-type", value: "2"),
      .init(name: "acl", value: ""), .init(name: "a-b", value: "1"), .init(name: "a", value: "2"),
      .init(name: "a", value: "1"), .init(name: "Z", value: "&="),
    ]
    #expect(
      try canonical(request).url
        == "https://minio.example/feeds/?Z=%26%3D&a=1&a=2&a-b=1&acl=&list-type=2"
        + "&prefix=a%2F%C3%BC%20%2B~")
  }

  @Test func aKeysPartsAreEncodedAndItsSlashesStay() throws {
    let request = ObjectRequest(method: .get, key: "a b/ü+*.atom")
    #expect(try canonical(request).url == "https://minio.example/feeds/a%20b/%C3%BC%2B%2A.atom")
  }

  @Test func everyRequestNamesItsBodysDigest() throws {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for method in [ObjectRequest.Method.get, .head, .delete] {
      let lines = try canonical(ObjectRequest(method: method, key: "k")).lines
      #expect(lines == ["x-amz-content-sha256: \(empty)"])
    }
    var request = ObjectRequest(method: .put, key: "k", body: Array("hello".utf8))
    request.headers = [.init(name: "content-type", value: "text/plain")]
    #expect(
      try canonical(request, token: "t").lines == [
        "content-type: text/plain",
        "x-amz-content-sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "x-amz-security-token: t",
      ])
  }

  // MARK: Listings

  @Test func aListingIsReadWithItsReferencesAndEncodedKeys() throws {
    let listing = try #require(
      ObjectListing(
        Array(
          """
          <?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
          <EncodingType>url</EncodingType><KeyCount>2</KeyCount><Contents><Key>a%20b/c.atom</Key>
          <ETag>&quot;abc&#x22;</ETag><Size>12</Size></Contents><Contents><Key>d</Key>
          <ETag>def</ETag><Size>0</Size></Contents><IsTruncated>true</IsTruncated>
          <NextContinuationToken>a&amp;b</NextContinuationToken></ListBucketResult>
          """.utf8)))
    #expect(
      listing.objects == [
        ListedObject(key: "a b/c.atom", tag: "\"abc\"", bytes: 12),
        ListedObject(key: "d", tag: "\"def\"", bytes: 0),
      ])
    #expect(listing.next == "a&b")
  }

  @Test(arguments: [
    "", "<html></html>", "<ListBucketResult>",
    "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>",
    "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
  ])
  func whatIsNoListingIsNotTakenForAnEmptyOne(text: String) {
    #expect(ObjectListing(Array(text.utf8)) == nil)
  }

  // MARK: Waiting

  @Test func waitsGrowAndAreTheSameForTheSameSeed() {
    let policy = RetryPolicy()
    let longest = (1...9).map { policy.wait(before: $0, part: 1, asked: nil) }
    #expect(longest[0] == .milliseconds(250) && longest[1] == .milliseconds(500))
    #expect(longest.last == .seconds(20))
    #expect(policy.wait(before: 3, part: 0, asked: nil) == .milliseconds(250))
    #expect(policy.wait(before: 1, part: 1, asked: .seconds(7)) == .seconds(7))
    var (one, same, other) = (
      SeededChances(seed: 1), SeededChances(seed: 1), SeededChances(seed: 2)
    )
    let numbers = (0..<4).map { _ in one.next() }
    #expect(numbers == (0..<4).map { _ in same.next() })
    #expect(numbers != (0..<4).map { _ in other.next() })
  }
}

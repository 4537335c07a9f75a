import ArgumentParser
import FeedModel
import JSON
import Regenerator

struct DiscoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "List the feeds that a web page offers.",
    discussion: """
      Prints one feed a line: address, media type, title, separated by tabs. Feeds that the page \
      declares come first, then links whose addresses look like a feed's; those are not asked. An \
      address that is a feed itself is listed as such. Exits with 2 when there is none.

      EXAMPLES
        refeed discover https://example.org/
        refeed discover https://example.org/blog/ | cut -f 1
        refeed discover https://example.org/ --json | jq -r '.feeds[0].url'
        refeed discover https://example.org/ --config > config.json
      """)

  @Argument(help: ArgumentHelp("The page's address.", valueName: "address"))
  var address: String

  @Flag(help: "Print the feeds as JSON.")
  var json = false

  @Flag(
    name: .customLong("config"),
    help: "Print a commented configuration that has the feeds.")
  var asConfiguration = false

  @Flag(help: "Let the address lead to this machine or a private network.")
  var allowPrivateNetworks = false

  func validate() throws {
    if json && asConfiguration { throw ValidationError("give --json or --config, not both") }
    if WebAddress(spelledOut)?.isHTTP != true {
      throw ValidationError("\(address) is not an http or https address")
    }
  }

  /// People leave the scheme out.
  private var spelledOut: String {
    let address = WebAddress.withoutFeedScheme(address)
    return address.contains("://") ? address : "https://" + address
  }

  func run() async throws {
    guard let page = WebAddress(spelledOut) else { return }
    let discovery: Discovery
    do {
      discovery = try await Discovery(of: page, allowPrivateNetworks: allowPrivateNetworks)
    } catch {
      throw CommandFailure.because(error.description)
    }
    if asConfiguration { return Console.write(discovery.configuration(), to: 1) }
    Console.print(json ? Self.json(discovery.feeds) : Self.lines(discovery.feeds))
  }

  private static func lines(_ feeds: [Discovery.Feed]) -> String {
    feeds.map { feed in
      [feed.address.href, feed.mediaType ?? "", feed.title ?? ""].map(Console.printable)
        .joined(separator: "\t")
    }.joined(separator: "\n") + "\n"
  }

  private static func json(_ feeds: [Discovery.Feed]) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("feeds")
    json.beginArray()
    for feed in feeds {
      json.beginObject()
      json.key("url")
      json.string(feed.address.href)
      json.optional("type", feed.mediaType)
      json.optional("title", feed.title)
      json.key("found")
      json.string(feed.origin.rawValue)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self)
  }
}

import FeedModel
import Foundation
import Testing

@testable import Regenerator

/// What comes out of a conversion as it went in, and what speaks of the source's document alone and
/// stays there.
@Suite struct CarriedThroughTests {
  private func converted(
    _ text: String, to format: FeedFormat,
    _ change: (inout ConversionRequest) -> Void = { _ in }
  ) async throws -> String {
    var request = ConversionRequest(inputs: ["-"])
    request.format = format.name
    change(&request)
    let conversion = try await Conversion(request) { _ in Array(text.utf8) }
    return String(decoding: conversion.bytes, as: UTF8.self)
  }

  private func atom(_ head: String, _ entry: String) -> String {
    """
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
    <title>t</title><id>urn:f</id><updated>2024-01-01T00:00:00Z</updated>\(head)
    <entry><title>e</title><id>urn:e</id><updated>2024-01-01T00:00:00Z</updated>\(entry)</entry></feed>
    """
  }

  private func rss(_ head: String, _ item: String) -> String {
    """
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:wfw="http://wellformedweb.org/CommentAPI/"
    xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>t</title>
    <link>https://x.example/</link><description>d</description>\(head)
    <item><title>i</title><guid isPermaLink="false">1</guid>\(item)</item></channel></rss>
    """
  }

  @Test func theSourceWithAllThatItSays() async throws {
    let source = """
      <source><id>urn:s</id><title>S</title><subtitle>Sub</subtitle>
      <updated>2024-01-02T03:04:05Z</updated><rights>R</rights><generator>G</generator>
      <icon>https://s.example/i.png</icon><logo>https://s.example/l.png</logo>
      <author><name>Ann</name></author><contributor><name>Bob</name></contributor>
      <category term="c"/><link href="https://s.example/"/>
      <link rel="self" href="https://s.example/f"/><link rel="license" href="https://s.example/cc"/>
      <link rel="hub" href="https://hub.example/"/></source>
      """
    let text = try await converted(atom("", source), to: .atom)
    for part in [
      "<id>urn:s</id>", "<title>S</title>", "<subtitle>Sub</subtitle>",
      "<updated>2024-01-02T03:04:05Z</updated>", "<rights>R</rights>", "<generator>G</generator>",
      "<icon>https://s.example/i.png</icon>", "<logo>https://s.example/l.png</logo>",
      "<name>Ann</name>", "<name>Bob</name>", "<category term=\"c\"/>",
      "rel=\"license\" href=\"https://s.example/cc\"",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("hub.example"))
  }

  @Test func typeAndLanguageOfThePage() async throws {
    let page =
      "<link rel='alternate' type='text/html' hreflang='de' href='https://x.example/1'/>"
    let text = try await converted(
      atom("<link type='text/html' hreflang='fr' href='https://x.example/'/>", page), to: .atom)
    #expect(
      text.contains(
        "<link rel=\"alternate\" type=\"text/html\" hreflang=\"de\" href=\"https://x.example/1\"/>")
    )
    #expect(
      text.contains(
        "<link rel=\"alternate\" type=\"text/html\" hreflang=\"fr\" href=\"https://x.example/\"/>"))
  }

  @Test func infoOfOldAtom() async throws {
    let old = { (info: String) in
      """
      <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title>\(info)
      <entry><title>e</title><id>urn:e</id></entry></feed>
      """
    }
    let text = try await converted(old("<info>About it</info>"), to: .atom)
    #expect(text.contains("<subtitle>About it</subtitle>"))
    let both = try await converted(old("<info>A</info><tagline>B</tagline>"), to: .atom)
    #expect(both.contains("<subtitle>B</subtitle>"))
  }

  @Test func commentsAndReplies() async throws {
    let item = """
      <comments>https://x.example/1#c</comments><wfw:commentRss>https://x.example/1/feed
      </wfw:commentRss><slash:comments>3</slash:comments>
      """
    let text = try await converted(rss("", item), to: .rss)
    for part in [
      "<comments>https://x.example/1#c</comments>", "https://x.example/1/feed",
      "<slash:comments>3</slash:comments>",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let replies = "<link rel='replies' type='application/atom+xml' href='https://x.example/r'/>"
    let again = try await converted(atom("", replies), to: .atom)
    #expect(again.contains("rel=\"replies\" type=\"application/atom+xml\""))
  }

  @Test func theOldCoverOfPodcasts() async throws {
    let link =
      "<itunes:link rel='image' type='image/jpeg' href='https://x.example/c.jpg'>c</itunes:link>"
    let text = try await converted(rss(link, ""), to: .rss)
    #expect(text.contains("<itunes:link rel=\"image\""))
    #expect(text.contains("<url>https://x.example/c.jpg</url>"))
  }

  @Test func whatSpeaksOfTheSourcesDocumentStaysThere() async throws {
    let head = """
      <cloud domain="x.example" port="80" path="/rpc" registerProcedure="p" protocol="soap"/>
      <atom:link rel="hub" href="https://hub.example/"/>
      <atom:link rel="self" href="https://x.example/feed"/>
      <itunes:new-feed-url>https://moved.example/</itunes:new-feed-url>
      <podcast:podping usesPodping="true"/>
      """
    for format in [FeedFormat.atom, .json, .rss] {
      let text = try await converted(rss(head, ""), to: format)
      for part in ["hub.example", "cloud", "moved.example", "podping", "rel=\"self\""] {
        #expect(!text.contains(part), "\(format): \(part)")
      }
    }
    let edit =
      "<link rel='edit' href='https://x.example/edit'/>"
      + "<link rel='edit-media' href='https://x.example/edit'/>"
      + "<link rel='self' href='https://x.example/edit'/>"
    for format in [FeedFormat.atom, .json, .rss] {
      let text = try await converted(atom("", edit), to: format)
      #expect(!text.contains("x.example/edit"), "\(format)")
    }
  }

  @Test func addressesThatRunProgramsAreNoSchemes() async throws {
    let schemes = [
      "javascript:alert(1)", "java&#10;script:alert(1)", "VBScript:x", "data:text/html,x",
    ]
    for scheme in schemes {
      let text = try await converted(
        rss(
          "<category domain='\(scheme)'>f</category>", "<category domain='\(scheme)'>c</category>"),
        to: .rss)
      #expect(text.contains("<category>c</category>"), "\(scheme)")
      #expect(text.contains("<category>f</category>"), "\(scheme)")
    }
    let kept = try await converted(rss("", "<category domain='news/tech'>c</category>"), to: .rss)
    #expect(kept.contains("<category domain=\"news/tech\">c</category>"))
    let guid = try await converted(rss("", "").replacing(">1<", with: ">javascript:x<"), to: .rss)
    #expect(!guid.contains("<guid isPermaLink=\"false\">javascript:x</guid>"))
  }

  @Test func onlyTagsThatDiffer() async throws {
    let text = try await converted(
      rss("", "<category>a</category><category domain='d'>a</category><category>A</category>"),
      to: .json)
    #expect(text.contains("\"tags\": [\n        \"a\",\n        \"A\"\n      ]"))
  }

  @Test func whoHasNoNameIsKnownByTheAddress() async throws {
    let author = "<author>ann@x.example</author>"
    let json = try await converted(rss("", author), to: .json)
    #expect(json.contains("\"url\": \"mailto:ann@x.example\""))
    #expect(!json.contains("\"name\": \"ann\""))
    let back = try await converted(rss("", author), to: .rss)
    #expect(back.contains("<author>ann@x.example</author>"))
    #expect(!back.contains("<dc:creator>ann"))
    let atom = try await converted(rss("", author), to: .atom)
    #expect(atom.contains("<name>ann@x.example</name>"))
    #expect(atom.contains("<email>ann@x.example</email>"))
  }

  @Test func anAddressBesideANameIsNoPage() async throws {
    let author = "<author>ann@x.example (Ann)</author>"
    let json = try await converted(rss("", author), to: .json)
    #expect(json.contains("\"email\": \"ann@x.example\"") && !json.contains("mailto:"))
    let nobody = try await converted(
      rss("", "<author>no-reply@x.example (No reply X)</author>"), to: .json)
    #expect(!nobody.contains("eply"))
  }

  @Test func aBaseInTheBodyCounts() async throws {
    let body = { (html: String) in
      "<link href='https://x.example/posts/1'/><content type='html'>\(html)</content>"
    }
    let text = try await converted(
      atom("", body("&lt;base href='https://b.example/d/'>&lt;p>a &lt;a href='c'>b&lt;/a>&lt;/p>")),
      to: .json)
    #expect(text.contains("https://b.example/d/c"))
    let relative = try await converted(
      atom("", body("&lt;BASE href='/d/'>&lt;p>a &lt;a href='c'>b&lt;/a>&lt;/p>")), to: .json)
    #expect(relative.contains("https://x.example/d/c"))
    let none = try await converted(
      atom("", body("&lt;base href='file:///etc/'>&lt;p>a &lt;a href='c'>b&lt;/a>&lt;/p>")),
      to: .json)
    #expect(none.contains("https://x.example/posts/c"))
  }

  @Test func proxiedFilesAreUnproxied() async throws {
    let item = """
      <m:content xmlns:m="http://search.yahoo.com/mrss/" medium="image" width="9"
      url="https://images.weserv.nl/?url=x.example/a"/>
      """
    let text = try await converted(rss("", item), to: .rss)
    #expect(!text.contains("weserv"))
    // The enclosure, and Media RSS with the width.
    #expect(text.components(separatedBy: "https://x.example/a").count == 3)
  }
}

import FeedModel
import Testing

@testable import FeedReader

/// Authors on one line, which the feed's other entries tell apart.
@Suite struct NamePairTests {
  private func authors(_ line: String, among others: [String]) throws -> [String?] {
    let items = ([line] + others).enumerated().map {
      "<item><guid>\($0)</guid><dc:creator>\($1)</dc:creator></item>"
    }
    let feed = try read(
      "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>\(items.joined())</channel></rss>")
    return try #require(feed.entries.first).authors.map(\.name)
  }

  private static let surnamesFirst = ["Moreau, Claire", "Petit, Jean-Luc", "Roy, Anne"]
  private static let lists = ["Kim Orr, Lu May and Ed Roe", "Jo Lee"]

  @Test(arguments: [
    ("Moreau, Claire, Petit, Jean-Luc", ["Moreau, Claire", "Petit, Jean-Luc"]),
    ("de Sy, Ève, Roy, Anne, Gay, Luc", ["de Sy, Ève", "Roy, Anne", "Gay, Luc"]),
  ])
  func surnamesComeFirst(line: String, names: [String]) throws {
    #expect(try authors(line, among: Self.surnamesFirst) == names)
    // Two entries tell, one doesn't.
    #expect(try authors(line, among: [Self.surnamesFirst[0]]) == [line])
  }

  @Test(arguments: [
    "Kim Orr, Lu May, Ed Roe, Jo Lee", "Moreau, Claire, agence", "Moreau, Claire, Petit",
    "Moreau, Claire, la, rédaction", "Moreau, 2, Petit, 3",
  ])
  func othersStayOne(line: String) throws {
    #expect(try authors(line, among: Self.surnamesFirst) == [line])
  }

  @Test func feedsThatWriteGivenNamesFirstTellNothing() throws {
    let line = "Moreau, Claire, Petit, Jean"
    #expect(try authors(line, among: Self.surnamesFirst + ["Kim Orr"]) == [line])
  }

  @Test(arguments: [
    ("Kim Orr and Lu May", ["Kim Orr", "Lu May"]),
    ("KIM ORR and JO VAN LEE", ["KIM ORR", "JO VAN LEE"]),
    ("Kim Orr und Lu May", ["Kim Orr", "Lu May"]),
  ])
  func twoNamesWhereOthersAreListed(line: String, names: [String]) throws {
    #expect(try authors(line, among: Self.lists) == names)
    #expect(try authors(line, among: ["Jo Lee"]) == [line])
  }

  @Test(arguments: [
    "Kim and Lu", "Kim Orr and agencies", "Department of Health and Human Services",
    "José Ortega y Gasset", "Kim Orr and Lu May and Ed Roe", "Barnes and Noble",
  ])
  func namesWithAndStayOne(line: String) throws {
    #expect(try authors(line, among: Self.lists) == [line])
  }
}

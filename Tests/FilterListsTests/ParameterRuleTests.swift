import FeedModel
import Testing

@testable import FilterLists

/// What `removeparam` rules take off addresses.
@Suite struct ParameterRuleTests {
  private func taken(_ rules: String, _ address: String) throws -> [String] {
    let lists = CompiledLists(compiling: [Array(rules.utf8)])
    #expect(lists.unsupported.reasons.isEmpty)
    let address = try #require(WebAddress(address))
    return lists.parameters(of: address, as: .document, from: ListedPage(address)).map(\.text)
  }

  @Test(
    "Parameters that a rule names are taken",
    arguments: [
      ("$removeparam=utm_source", "https://a.example/?utm_source=x&id=1", ["utm_source=x"]),
      ("||a.example^$removeparam=ref", "https://a.example/?ref&id=1", ["ref"]),
      ("||a.example^$removeparam", "https://a.example/?a=1&b=2", ["a=1", "b=2"]),
      (
        #"$removeparam=/^mc_/"#, "https://a.example/?mc_cid=1&mc=2&mc_eid=3",
        ["mc_cid=1", "mc_eid=3"]
      ),
      (#"$removeparam=/^utm_[a-z]{3,6}=/"#, "https://a.example/?utm_term=1", ["utm_term=1"]),
      ("$removeparam=x,domain=a.example", "https://a.example/?x=1", ["x=1"]),
      ("$queryprune=x", "https://a.example/?x=1", ["x=1"]),
      ("@@$removeparam=x\n$removeparam=x,important", "https://a.example/?x=1", ["x=1"]),
      ("@@||b.example^$removeparam\n$removeparam=x", "https://a.example/?x=1", ["x=1"]),
    ])
  func takes(rules: String, address: String, expected: [String]) throws {
    #expect(try taken(rules, address) == expected)
  }

  @Test(
    "Parameters that no rule means stay",
    arguments: [
      ("$removeparam=utm_source", "https://a.example/?UTM_SOURCE=x&my_utm_source=1"),
      ("||b.example^$removeparam=ref", "https://a.example/?ref=1"),
      ("$removeparam=x,domain=b.example", "https://a.example/?x=1"),
      ("$removeparam=x,image", "https://a.example/?x=1"),
      ("$removeparam=x\n@@||a.example^$removeparam=x", "https://a.example/?x=1"),
      ("$removeparam=x\n@@||a.example^$removeparam", "https://a.example/?x=1"),
      ("$removeparam=x", "https://a.example/#?x=1"),
    ])
  func leaves(rules: String, address: String) throws {
    #expect(try taken(rules, address).isEmpty)
  }

  @Test func aRuleForParametersBlocksNothing() throws {
    let lists = CompiledLists(compiling: [Array("||a.example^$removeparam=x".utf8)])
    let address = try #require(WebAddress("https://a.example/?x=1"))
    #expect(lists.verdict(on: address, as: .image, from: ListedPage(nil)) == .none)
  }

  @Test func whatOnlyKeepsParametersIsNotGuessed() {
    let lists = CompiledLists(compiling: [Array("||a.example^$removeparam=~x".utf8)])
    #expect(lists.unsupported.reasons.map(\.name) == ["$removeparam"])
  }
}

import Foundation
import Testing

/// `refeed init`, and where the configuration is looked for.
@Suite struct InitTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
  }

  @Test("A commented configuration is written that has no mistakes")
  func aConfigurationIsWritten() throws {
    let result = try refeed("init")
    #expect(result.code == 0 && result.error == "")
    #expect(result.output.contains("config.json: written"))
    #expect(try place.read("config.json").contains("// The folder for the published files"))
    let check = try refeed("check")
    #expect(check.code == 0 && check.error == "", "\(check.error)")
    #expect(check.output.contains("1 feed, 1 source, no mistakes found"))
  }

  @Test("A file that is there is never touched")
  func filesStay() throws {
    try place.write("mine", to: "config.json")
    try place.write("other", to: "x.json")
    try FileManager.default.createSymbolicLink(
      atPath: place.folder.path + "/link.json", withDestinationPath: "nowhere.json")
    for file in ["config.json", "x.json", "link.json"] {
      let result = try refeed("init", file)
      #expect(result.code == 2 && result.output == "")
      #expect(result.error.contains("\(file): is there already"), "\(result.error)")
    }
    #expect(try place.read("config.json") == "mine")
    #expect(try place.read("x.json") == "other")
    #expect(!place.exists("nowhere.json"))
  }

  @Test("A missing folder says what to do")
  func missingFolders() throws {
    let result = try refeed("init", "no/such/config.json")
    #expect(result.code == 2 && result.error.contains("mkdir -p"), "\(result.error)")
  }

  /// One feed each, whose id tells which file was read.
  private func write(_ id: String, to path: String) throws {
    try place.write(#"{"feeds": [{"id": "\#(id)", "sources": ["x"]}]}"#, to: path)
  }

  private func found(_ arguments: [String], _ environment: [String: String]) throws -> String {
    let result = try refeed.run(
      ["status", "--json"] + arguments, environment: environment)
    let ids = result.output.firstMatch(of: /"id": "([^"]+)"/)
    return ids.map { String($0.1) } ?? result.error
  }

  @Test("The first that exists counts: --config, REFEED_CONFIG, ./config.json, XDG_CONFIG_HOME")
  func precedence() throws {
    let home = place.folder.path
    var environment = ["XDG_CONFIG_HOME": home + "/xdg", "HOME": home]
    try write("home", to: ".config/refeed/config.json")
    #expect(try found([], ["HOME": home]) == "home")
    #expect(try found([], environment).contains("no configuration found"))
    try write("xdg", to: "xdg/refeed/config.json")
    #expect(try found([], environment) == "xdg")
    try write("here", to: "config.json")
    #expect(try found([], environment) == "here")
    try write("variable", to: "variable.json")
    environment["REFEED_CONFIG"] = "variable.json"
    #expect(try found([], environment) == "variable")
    try write("option", to: "option.json")
    #expect(try found(["--config", "option.json"], environment) == "option")
    environment["REFEED_CONFIG"] = ""
    #expect(try found([], environment) == "here")
  }

  @Test("One that is named and missing is an error, whatever else there is")
  func namedAndMissing() throws {
    try write("here", to: "config.json")
    #expect(
      try found([], ["REFEED_CONFIG": "nowhere.json"]).contains("nowhere.json: there is no such"))
    #expect(
      try found(["--config", "nowhere.json"], [:]).contains("nowhere.json: there is no such"))
  }

  @Test("Where none is found, all places are named, /etc last")
  func noneIsFound() throws {
    let words = try found([], ["XDG_CONFIG_HOME": "/nowhere"])
    #expect(
      words.contains(
        "looked for config.json, /nowhere/refeed/config.json, /etc/refeed/config.json; write one "
          + "with refeed init"))
  }
}

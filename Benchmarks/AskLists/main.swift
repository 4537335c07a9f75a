import FeedModel
import FilterLists
import Foundation

// Asks filter lists about requests, as `Benchmarks/compare-lists` wants it.
//
//     AskLists REQUESTS COMPILED LIST…     compiles the lists, writes COMPILED, answers
//     AskLists load COMPILED               reads what was compiled, and says how long that took
//
// REQUESTS has a line for each: address, page, kind, between tabs. Standard output has for each the
// address as it was asked (empty for what has no host), `1` or `0`, and the rules; standard error
// the times.

let arguments = Array(CommandLine.arguments.dropFirst())
let clock = ContinuousClock()

/// The bytes of a file, in one piece of memory.
func contents(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else {
    FileHandle.standardError.write(Data("AskLists: can't read \(path)\n".utf8))
    exit(2)
  }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let size = ftell(file)
  rewind(file)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = fread(buffer.baseAddress, 1, size, file)
  }
}

func tell(_ name: String, _ value: Double, _ unit: String) {
  let text = "\(name)\t\((value * 1000).rounded() / 1000)\t\(unit)\n"
  FileHandle.standardError.write(Data(text.utf8))
}

func milliseconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
}

/// The most memory the process has held.
func tellMemory() {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  let kibibytes =
    line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Double($0) } ?? 0
  tell("memory", kibibytes / 1024, "MiB")
}

func kind(_ name: Substring) -> RequestKind {
  switch name {
  case "script": .script
  case "image": .image
  case "stylesheet": .stylesheet
  case "object": .object
  case "xhr", "xmlhttprequest": .xhr
  case "subdocument": .subdocument
  case "ping": .ping
  case "websocket": .websocket
  case "media": .media
  case "font": .font
  default: .other
  }
}

func load(_ path: String) {
  var best = Double.infinity
  for _ in 0..<5 {
    let start = clock.now
    guard let lists = CompiledLists(bytes: contents(path)) else { exit(2) }
    best = min(best, milliseconds(clock.now - start))
    if lists.networkRules == 0 { exit(2) }
  }
  tell("load", best, "ms")
  tellMemory()
}

func ask(_ requestsPath: String, _ compiledPath: String, _ paths: [String]) {
  let texts = paths.map(contents)
  var start = clock.now
  let lists = CompiledLists(compiling: texts)
  tell("compile", milliseconds(clock.now - start), "ms")
  tellMemory()
  tell("compiled", Double(lists.bytes.count) / 1e6, "MB")
  _ = FileManager.default.createFile(atPath: compiledPath, contents: Data(lists.bytes))
  let lines = String(decoding: contents(requestsPath), as: UTF8.self).split(separator: "\n")
  let requests = lines.map { line in
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    return (
      address: WebAddress(String(fields[0])), kind: kind(fields[2]),
      page: ListedPage(WebAddress(String(fields[1])))
    )
  }
  var best = Double.infinity
  for _ in 0..<20 {
    start = clock.now
    for request in requests {
      guard let address = request.address else { continue }
      _ = lists.verdict(on: address, as: request.kind, from: request.page)
    }
    best = min(best, milliseconds(clock.now - start) * 1000 / Double(requests.count))
  }
  tell("check", best, "µs")
  for request in requests {
    guard let address = request.address else {
      print("\t0\t")
      continue
    }
    switch lists.verdict(on: address, as: request.kind, from: request.page) {
    case .none: print("\(address)\t0\t")
    case .blocked(let rule): print("\(address)\t1\t\(rule.text)")
    case .allowed(let rule, let other): print("\(address)\t0\t\(rule.text) against \(other.text)")
    }
  }
}

if arguments.count == 2, arguments[0] == "load" {
  load(arguments[1])
} else if arguments.count > 2 {
  ask(arguments[0], arguments[1], Array(arguments[2...]))
} else {
  exit(64)
}

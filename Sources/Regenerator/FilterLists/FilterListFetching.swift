import ConfigurationModel
import FeedModel
import Fetcher
import Publisher

extension FilterListStore {
  /// Asks for the lists at addresses that are due, conditionally, and keeps copies of what is new; a
  /// copy that is there stays where that fails. The problems are sentences.
  func refresh(
    _ addresses: [WebAddress], _ settings: FetchSettings, now: Timestamp
  ) async -> [String] {
    guard let folder else { return [] }
    let due = addresses.filter { address in
      let copy = try? contents(of: folder.path(of: FilterListFolder.copyName(address)))
      guard let copy else { return true }
      return note(of: address, folder).isDue(
        now: now, interval: FilterListExpiry.interval(of: copy))
    }
    guard !due.isEmpty else { return [] }
    let fetcher = Fetcher(policy: FetchPolicy(settings))
    return await withTaskGroup(of: (Int, [String]).self) { group in
      for (number, address) in due.enumerated() {
        group.addTask { (number, await refresh(address, fetcher, folder, now: now)) }
      }
      var problems: [Int: [String]] = [:]
      for await (number, found) in group { problems[number] = found }
      return due.indices.flatMap { problems[$0] ?? [] }
    }
  }

  private func note(of address: WebAddress, _ folder: FilterListFolder) -> FilterListNote {
    let path = folder.path(of: FilterListFolder.noteName(address))
    return (try? LocalFiles.contents(of: path, limit: 1 << 16)).map(FilterListNote.init(_:))
      ?? FilterListNote()
  }

  private func refresh(
    _ address: WebAddress, _ fetcher: Fetcher, _ folder: FilterListFolder, now: Timestamp
  ) async -> [String] {
    let hasCopy =
      LocalFiles.identity(of: folder.path(of: FilterListFolder.copyName(address))) != nil
    var note = note(of: address, folder)
    // Nothing was failed lately that is not there: ask as often as a run does.
    guard hasCopy || note.isDue(now: now, interval: .zero) else {
      return [
        "the filter list \(shown(address)) could not be fetched; it is asked again in some hours"
      ]
    }
    var request = FetchRequest(address: address)
    if hasCopy { request.validators = note.validators }
    note.asked = now
    let outcome = await fetcher.fetch(request)
    let reason: String
    switch outcome {
    case .document(let fetched):
      if let sentence = FilterListStore.problem(with: fetched.document.bytes) {
        reason = sentence
        break
      }
      note.failures = 0
      note.confirmed = now
      note.validators = fetched.validators
      return write([
        (FilterListFolder.copyName(address), fetched.document.bytes),
        (FilterListFolder.noteName(address), note.bytes),
      ])
    case .notModified:
      note.failures = 0
      note.confirmed = now
      return write([(FilterListFolder.noteName(address), note.bytes)])
    case .gone: reason = "gone for good (410); take it out of the configuration"
    case .retryLater: reason = "the host wants to be asked again later"
    case .failed(let error): reason = error.description(for: .configuration)
    }
    note.failures += 1
    let kept = note.confirmed.map { "the copy of \($0.rfc3339.prefix(10)) stays in force" }
    return ["the filter list \(shown(address)): \(reason); \(kept ?? "it is not in force")"]
      + write([(FilterListFolder.noteName(address), note.bytes)])
  }

  private func shown(_ address: WebAddress) -> String { address.removingCredentials.href }

  /// What keeps bytes from being a filter list.
  static func problem(with bytes: [UInt8]) -> String? {
    let first = bytes.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
    guard let first else { return "it is empty" }
    return first == UInt8(ascii: "<") ? "it is a page, and no filter list" : nil
  }
}

import Archive
import ConfigurationModel
import FeedModel
import Fetcher
import Publisher

extension FilterListStore {
  /// Asks for the lists at addresses that are due, conditionally, and keeps copies of what is new; a
  /// copy that is there stays where that fails. The problems are sentences.
  ///
  /// - Parameter shared: where other processes refresh, of whom one at a time asks for a list, for
  ///   all.
  func refresh(
    _ addresses: [WebAddress], _ settings: FetchSettings, now: Timestamp,
    shared: SharedLists? = nil
  ) async -> [String] {
    guard let folder else { return [] }
    var told: [String] = []
    if let shared { for address in addresses { told += adopt(address, folder, from: shared) } }
    let due = addresses.filter { isDue($0, folder, now: now) }
    guard !due.isEmpty else { return told }
    let fetcher = Fetcher(policy: FetchPolicy(settings), permits: shared?.keeper)
    return await withTaskGroup(of: (Int, [String]).self) { group in
      for (number, address) in due.enumerated() {
        group.addTask {
          (number, await refresh(address, fetcher, folder, shared, now: now))
        }
      }
      var problems: [Int: [String]] = [:]
      for await (number, found) in group { problems[number] = found }
      return told + due.indices.flatMap { problems[$0] ?? [] }
    }
  }

  private func isDue(
    _ address: WebAddress, _ folder: FilterListFolder, now: Timestamp
  ) -> Bool {
    let copy = try? contents(of: folder.path(of: FilterListFolder.copyName(address)))
    guard let copy else { return true }
    return note(of: address, folder).isDue(
      now: now, interval: FilterListExpiry.interval(of: copy))
  }

  /// Who has a copy leaves the list to another process that is asking for it; who has none waits.
  private func refresh(
    _ address: WebAddress, _ fetcher: Fetcher, _ folder: FilterListFolder,
    _ shared: SharedLists?, now: Timestamp
  ) async -> [String] {
    guard let shared else { return await refresh(address, fetcher, folder, now: now) }
    let keeper = shared.keeper
    let copy = FilterListFolder.copyName(address)
    let hasCopy = LocalFiles.identity(of: folder.path(of: copy)) != nil
    do throws(ArchiveError) {
      let turn = try await keeper.wait(
        for: TurnName.filterList(copy), patience: hasCopy ? .zero : nil)
      guard let turn else {
        return hasCopy
          ? []
          : [
            "the filter list \(shown(address)) is asked for by other processes for too long; it is "
              + "not in force yet"
          ]
      }
      // Another process may just have put it there.
      var problems = adopt(address, folder, from: shared)
      if isDue(address, folder, now: now) {
        problems += await refresh(address, fetcher, folder, now: now)
        problems += share(address, folder, with: shared)
      }
      await keeper.end(turn)
      return problems
    } catch {
      return ["the filter list \(shown(address)): \(error.description)"]
    }
  }

  func note(of address: WebAddress, _ folder: FilterListFolder) -> FilterListNote {
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
    // A list that was never had is not asked for in every run either.
    guard hasCopy || note.isDue(now: now, interval: .zero) else {
      return [
        "the filter list \(shown(address)) could not be fetched and is not in force; it is asked "
          + "for again in some hours"
      ]
    }
    var request = FetchRequest(address: address)
    if hasCopy { request.validators = note.validators }
    note.asked = now
    let outcome = await fetcher.fetch(request)
    guard let reason = FilterListStore.reason(for: outcome) else {
      note.failures = 0
      note.confirmed = now
      var files: [(name: String, bytes: [UInt8])] = []
      if case .document(let fetched) = outcome {
        note.validators = fetched.validators
        files.append((FilterListFolder.copyName(address), fetched.document.bytes))
      }
      return write(files + [(FilterListFolder.noteName(address), note.bytes)])
    }
    note.failures += 1
    let kept = note.confirmed.map { "the copy of \($0.rfc3339.prefix(10)) stays in force" }
    return ["the filter list \(shown(address)): \(reason); \(kept ?? "it is not in force")"]
      + write([(FilterListFolder.noteName(address), note.bytes)])
  }

  /// Why an answer leaves the copy as it is; `nil` for one that confirms it or gives another.
  private static func reason(for outcome: FetchOutcome) -> String? {
    switch outcome {
    case .document(let fetched): problem(with: fetched.document.bytes)
    case .notModified: nil
    case .gone: "gone for good (410); take it out of the configuration"
    case .retryLater: "the host wants to be asked again later"
    case .failed(let error): error.description(for: .configuration)
    }
  }

  func shown(_ address: WebAddress) -> String { address.removingCredentials.href }

  /// What keeps bytes from being a filter list.
  static func problem(with bytes: [UInt8]) -> String? {
    let first = bytes.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
    guard let first else { return "it is empty" }
    return first == UInt8(ascii: "<") ? "it is a page, and no filter list" : nil
  }
}

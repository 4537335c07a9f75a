import Foundation
import Testing

/// The power fails in a refresh: what was not synced is lost, or there by chance.
@Suite struct PowerFailureTests {
  /// The same numbers in every run, so that what is found is found again.
  private struct Sequence: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  @Test("a9 Whenever the power fails, files are whole and the next run heals")
  func a9ThePowerFails() throws {
    guard let library = FaultShim.library else { return }
    let stage = try DisturbedRefresh(library: library)
    let recorded = try stage.fresh()
    let start = try Disk(reading: recorded)
    let log = recorded.path + "-log"
    var environment = Fault(number: 0, kind: "5").environment(
      root: recorded.path, library: library)
    environment["FAULT_LOG"] = log
    #expect(try Command(in: recorded)("refresh", "--quiet", environment: environment).code == 0)
    let failure = PowerFailure(
      log: try Data(contentsOf: URL(filePath: log)), start: start)
    #expect(failure.stepCount > 30, "nothing was recorded")

    var random = Sequence(state: 9)
    for count in 0...failure.stepCount {
      let all = PowerFailure.Survival.allCases
      for survival in Fault.isThorough ? all : [all[count % all.count]] {
        let files = failure.files(before: count, survival, &random)
        let folder = try stage.fresh()
        try Self.put(files, from: recorded, into: folder)
        let what = "power failed before step \(count), left: \(survival)"
        try stage.expectWholeFiles(in: folder, what)
        try stage.expectRecovery(in: folder, what)
      }
    }
  }

  /// Makes the state and the published files what the disk holds.
  private static func put(_ files: [String: [UInt8]], from: URL, into folder: URL) throws {
    for name in ["state", "public"] {
      let place = folder.appending(path: name)
      try FileManager.default.removeItem(at: place)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }
    // Shared memory is gone with the machine.
    for (path, bytes) in files where !path.hasSuffix("-shm") {
      let relative = String(path.dropFirst(from.path.count + 1))
      guard relative.hasPrefix("state/") || relative.hasPrefix("public/") else { continue }
      try Data(bytes).write(to: folder.appending(path: relative))
    }
  }
}

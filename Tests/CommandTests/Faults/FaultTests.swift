import Foundation
import Testing

/// Each file call of a small refresh fails in turn, the archive's (SQLite's) and our own.
///
/// One kind of fault for each call, in rotation; `FAULTS=all` tries every kind at every call.
@Suite struct FaultTests {
  private static let kinds: [(kind: String, isForEver: Bool)] = [
    ("\(EIO)", false), ("\(ENOSPC)", true), ("short", false), ("\(EINTR)", false), ("\(EIO)", true),
    ("\(ENOSPC)", false), ("\(EROFS)", true), ("\(EMFILE)", false), ("\(EDQUOT)", true),
    ("\(EACCES)", true),
  ]

  private static func faults(_ number: Int) -> [Fault] {
    let all = kinds.map { Fault(number: number, kind: $0.kind, isForEver: $0.isForEver) }
    return Fault.isThorough ? all : [all[number % all.count]]
  }

  @Test("a2 After any failing call files are whole, the failure is told, and the next run heals")
  func a2EveryCallFails() throws {
    guard let library = FaultShim.library else { return }
    let stage = try DisturbedRefresh(library: library)
    #expect(stage.before != stage.after)
    #expect(stage.callCount > 40, "the shim counts nothing")
    for number in 1...max(1, stage.callCount) {
      for fault in Self.faults(number) {
        let folder = try stage.fresh()
        let result = try stage.refresh(folder, fault)
        // 78 where the configuration itself could not be read.
        let isTold = [1, 2].contains(result.code) || result.error.hasPrefix("config.json: ")
        #expect(result.code == 0 || isTold, "exit \(result.code): \(result.error); \(fault)")
        if result.code != 0 {
          let words = ["error", "can't", "cannot", "could not", "room", "damaged", "config.json"]
          #expect(
            words.contains(where: result.error.contains),
            "says nothing of what failed: \(result.error); \(fault)")
        } else {
          #expect(
            try DisturbedRefresh.published(in: folder) == stage.after,
            "exit 0 without having published; \(fault)")
        }
        try stage.expectWholeFiles(in: folder, "\(fault)")
        try stage.expectRecovery(in: folder, "\(fault)")
      }
    }
  }
}

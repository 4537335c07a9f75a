/// What two texts have in common, in order: runs of the same units, and what stands between them.
struct CopyAlignment {
  /// Where the same units stand in both.
  struct Run {
    var first: Int
    var second: Int
    var count: Int
  }

  private(set) var runs: [Run] = []
  /// How much of the first, and of the second, is in common, as `CopyText.weight(of:)` counts.
  private(set) var shared = 0
  private(set) var sharedOfSecond = 0
  /// Places where a few units stand for others, the same on both sides.
  private(set) var substitutions = 0
  /// How much stands for something else, longer passages too.
  private(set) var replaced = 0
  private(set) var replacedAtStart = 0
  private(set) var replacedAtEnd = 0
  /// Numbers of both that stand at the same place and differ, and those that are the same.
  private(set) var differingNumbers = 0
  private(set) var sameNumbers = 0

  /// Longer ones are passages of their own.
  private static let longestSubstitution = 24

  init(_ first: CopyText, _ second: CopyText) {
    findRuns(first, second)
    measure(first, second)
    for index in runs.indices.dropFirst() {
      compareGap(between: runs[index - 1], and: runs[index], first, second)
    }
    compareEnds(first, second)
  }

  // MARK: Runs

  private mutating func findRuns(_ first: CopyText, _ second: CopyText) {
    let places = ShinglePlaces(second.shingles)
    var index = 0
    var next = 0
    while index < first.shingles.count {
      guard let place = places.place(of: first.shingles[index], notBefore: next) else {
        index += 1
        continue
      }
      var count = 0
      while index + count < first.units.count, place + count < second.units.count,
        first.units[index + count] == second.units[place + count]
      {
        count += 1
      }
      // Another shingle of the same hash.
      guard count >= CopyText.width(at: first.units[index]) else {
        index += 1
        continue
      }
      runs.append(Run(first: index, second: place, count: count))
      index += count
      next = place + count
    }
  }

  private mutating func measure(_ first: CopyText, _ second: CopyText) {
    var isTaken = [Bool](repeating: false, count: second.units.count)
    for run in runs {
      shared += first.weight(of: first.units[run.first..<run.first + run.count])
      for index in run.second..<run.second + run.count { isTaken[index] = true }
      sameNumbers += CopyAlignment.numbers(first.units[run.first..<run.first + run.count]).count
    }
    for (index, isTaken) in isTaken.enumerated() where isTaken {
      sharedOfSecond += second.weight(of: second.units[index...index])
    }
  }

  // MARK: What differs

  private mutating func compareGap(
    between before: Run, and after: Run, _ first: CopyText, _ second: CopyText
  ) {
    let (firstStart, secondStart) = (before.first + before.count, before.second + before.count)
    guard after.first > firstStart, after.second > secondStart else { return }
    compare(
      first.units[firstStart..<after.first], with: second.units[secondStart..<after.second],
      first)
  }

  private mutating func compareEnds(_ first: CopyText, _ second: CopyText) {
    guard let start = runs.first, let end = runs.last else { return }
    let inside = replaced
    compare(first.units[..<start.first], with: second.units[..<start.second], first)
    replacedAtStart = replaced - inside
    compare(
      first.units[(end.first + end.count)...], with: second.units[(end.second + end.count)...],
      first)
    replacedAtEnd = replaced - replacedAtStart - inside
  }

  /// What stands at one place of both.
  private mutating func compare(
    _ own: ArraySlice<UInt32>, with other: ArraySlice<UInt32>, _ text: CopyText
  ) {
    guard !own.isEmpty, !other.isEmpty else { return }
    replaced += min(text.weight(of: own), text.weight(of: other))
    guard max(own.count, other.count) <= CopyAlignment.longestSubstitution else { return }
    substitutions += 1
    compareNumbers(own, other)
  }

  private mutating func compareNumbers(_ own: ArraySlice<UInt32>, _ other: ArraySlice<UInt32>) {
    let mine = CopyAlignment.numbers(own)
    var theirs = CopyAlignment.numbers(other)
    var missing = 0
    for number in mine {
      if let place = theirs.firstIndex(of: number) {
        theirs.remove(at: place)
        sameNumbers += 1
      } else {
        missing += 1
      }
    }
    differingNumbers += min(missing, theirs.count)
  }

  private static func numbers(_ units: ArraySlice<UInt32>) -> [UInt32] {
    units.filter { $0 & UnitScanner.numberFlag != 0 }
  }
}

/// Where the shingles of a text stand.
private struct ShinglePlaces {
  private var heads: [Int32]
  private var nexts: [Int32]
  private let shingles: [UInt32]
  private let mask: Int

  init(_ shingles: [UInt32]) {
    var size = 16
    while size < shingles.count { size *= 2 }
    mask = size - 1
    self.shingles = shingles
    heads = Array(repeating: -1, count: size)
    nexts = Array(repeating: -1, count: shingles.count)
    for index in shingles.indices.reversed() {
      let slot = Int(shingles[index] &* 0x9E37_79B1 >> 7) & mask
      nexts[index] = heads[slot]
      heads[slot] = Int32(index)
    }
  }

  /// The first place at or behind `start`, else the first of all; of many, one of the first sixteen.
  func place(of shingle: UInt32, notBefore start: Int) -> Int? {
    var place = Int(heads[Int(shingle &* 0x9E37_79B1 >> 7) & mask])
    var found: Int?
    var steps = 0
    while place >= 0, steps < 16 {
      if shingles[place] == shingle {
        if place >= start { return place }
        found = found ?? place
      }
      place = Int(nexts[place])
      steps += 1
    }
    return found
  }
}

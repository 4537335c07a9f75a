/// Which of the texts that share keys with one are worth being compared with it.
package struct CopyCandidates {
  /// So many texts are looked at under one key, the newest; a template fills it with its own.
  package static let limitOfKey = 16
  /// So many are compared, those with the most keys in common.
  static let limit = 8

  private var votes: [Int64: Int] = [:]

  package init() {}

  /// Notes a text under one of the keys.
  package mutating func add(_ number: Int64) { votes[number, default: 0] += 1 }

  /// Those to compare, the likeliest first, of equals the newest, which has the highest number.
  package var ranked: [Int64] {
    votes.sorted { a, b in a.value == b.value ? a.key > b.key : a.value > b.value }
      .prefix(CopyCandidates.limit).map(\.key)
  }
}

/// What two lists have in common, by Myers' greedy algorithm ("An O(ND) Difference Algorithm").
enum Difference {
  /// One run: equal on both sides, or removed and added.
  struct Run: Hashable {
    var isEqual: Bool
    var old: Range<Int>
    var new: Range<Int>
  }

  /// Lists that differ in more places are shown as wholly different between their common ends.
  private static let most = 800

  static func runs<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Run] {
    let (a, b) = numbered(old, new)
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    var end = 0
    while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] {
      end += 1
    }
    let middle = middle(Array(a[start..<(a.count - end)]), Array(b[start..<(b.count - end)]))
    var runs = Runs()
    runs.addEqual(start)
    for step in middle {
      switch step {
      case .equal: runs.addEqual(1)
      case .removed(let count): runs.addDifference(old: count, new: 0)
      case .added(let count): runs.addDifference(old: 0, new: count)
      }
    }
    runs.addEqual(end)
    return runs.list
  }

  private enum Step {
    case equal
    case removed(Int)
    case added(Int)
  }

  /// Small numbers in the place of elements, the same for equal ones.
  private static func numbered<Element: Hashable>(
    _ old: [Element], _ new: [Element]
  ) -> ([Int], [Int]) {
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let number = numbers[element] { return number }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    return (old.map(number), new.map(number))
  }

  private static func middle(_ a: [Int], _ b: [Int]) -> [Step] {
    guard !a.isEmpty, !b.isEmpty, let trace = trace(a, b) else {
      return (a.isEmpty ? [] : [.removed(a.count)]) + (b.isEmpty ? [] : [.added(b.count)])
    }
    return path(trace, a.count, b.count)
  }

  /// The furthest point on every diagonal after each number of edits; `nil` when there are too many.
  private static func trace(_ a: [Int], _ b: [Int]) -> [[Int]]? {
    let limit = min(most, a.count + b.count)
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    var trace: [[Int]] = []
    for edits in 0...limit {
      // Only the diagonals that this many edits reach.
      trace.append(Array(furthest[(limit + 1 - edits)...(limit + 1 + edits)]))
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let middle = limit + 1 + diagonal
        let goesDown =
          diagonal == -edits
          || (diagonal != edits && furthest[middle - 1] < furthest[middle + 1])
        var x = goesDown ? furthest[middle + 1] : furthest[middle - 1] + 1
        while x < a.count, x - diagonal < b.count, a[x] == b[x - diagonal] { x += 1 }
        furthest[middle] = x
        if x >= a.count, x - diagonal >= b.count { return trace }
      }
    }
    return nil
  }

  /// Back from the end through the trace.
  private static func path(_ trace: [[Int]], _ count: Int, _ otherCount: Int) -> [Step] {
    var steps: [Step] = []
    var x = count
    var y = otherCount
    for edits in trace.indices.reversed() {
      func furthest(_ diagonal: Int) -> Int {
        let index = diagonal + edits
        return trace[edits].indices.contains(index) ? trace[edits][index] : 0
      }
      let diagonal = x - y
      let goesDown =
        diagonal == -edits
        || (diagonal != edits && furthest(diagonal - 1) < furthest(diagonal + 1))
      let from = goesDown ? diagonal + 1 : diagonal - 1
      let start = (x: furthest(from), y: furthest(from) - from)
      while x > start.x, y > start.y {
        steps.append(.equal)
        x -= 1
        y -= 1
      }
      if edits > 0 { steps.append(goesDown ? .added(1) : .removed(1)) }
      (x, y) = start
    }
    return steps.reversed()
  }

  /// Joins steps of one kind.
  private struct Runs {
    private(set) var list: [Run] = []
    private var old = 0
    private var new = 0

    mutating func addEqual(_ count: Int) {
      add(Run(isEqual: true, old: old..<(old + count), new: new..<(new + count)))
    }

    mutating func addDifference(old removed: Int, new added: Int) {
      add(Run(isEqual: false, old: old..<(old + removed), new: new..<(new + added)))
    }

    private mutating func add(_ run: Run) {
      guard !run.old.isEmpty || !run.new.isEmpty else { return }
      old = run.old.upperBound
      new = run.new.upperBound
      if let last = list.last, last.isEqual == run.isEqual {
        list[list.count - 1].old = last.old.lowerBound..<old
        list[list.count - 1].new = last.new.lowerBound..<new
      } else {
        list.append(run)
      }
    }
  }
}

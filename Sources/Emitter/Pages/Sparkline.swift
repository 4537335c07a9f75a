/// A line of numbers as the path of a small picture, 120 wide and 24 high.
public enum Sparkline {
  /// A bar for each number, the highest the greatest; empty where all are 0.
  public static func path(of counts: [Int]) -> String {
    guard let most = counts.max(), most > 0 else { return "M0 23.5h120" }
    let width = 120.0 / Double(counts.count)
    var path = ""
    for (index, count) in counts.enumerated() where count > 0 {
      let height = max(1.5, 23 * Double(count) / Double(most))
      let left = Double(index) * width
      path += "M\(tenth(left)) 24v-\(tenth(height))h\(tenth(max(0.8, width - 1)))v\(tenth(height))z"
    }
    return path
  }

  private static func tenth(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

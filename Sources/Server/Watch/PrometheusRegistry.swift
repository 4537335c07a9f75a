import CoreMetrics
import Synchronization

/// What swift-metrics is told, kept for Prometheus to fetch in its text format.
final class PrometheusRegistry: MetricsFactory, Sendable {
  /// The one of this process, to which swift-metrics is bound when it is first used.
  static let shared: PrometheusRegistry = {
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    return registry
  }()

  private let series = Mutex<[SeriesName: Series]>([:])

  private init() {}

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    made(label, dimensions, .counter)
  }

  func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    made(label, dimensions, aggregate ? .histogram : .gauge, bounds: Series.bytes)
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    made(label, dimensions, .gauge)
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    made(label, dimensions, .histogram, bounds: Series.seconds)
  }

  // Series stay as long as the process: a counter that begins anew would look like a restart.
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  private func made(
    _ label: String, _ dimensions: [(String, String)], _ kind: Series.Kind, bounds: [Double] = []
  ) -> Series {
    let name = SeriesName(label: label, dimensions: dimensions.map { .init(name: $0, value: $1) })
    return series.withLock { series in
      if let known = series[name] { return known }
      let made = Series(kind, bounds: bounds)
      series[name] = made
      return made
    }
  }

  /// Sets a counter that somebody else counts, or a gauge.
  func set(
    _ label: String, to value: Int, dimensions: [(String, String)] = [],
    kind: Series.Kind = .counter
  ) {
    made(label, dimensions, kind).set(Double(value))
  }

  /// Everything, in the order of the names.
  func text() -> String {
    let all = series.withLock { $0 }
    let sorted = all.sorted { ($0.key.label, $0.key.labels) < ($1.key.label, $1.key.labels) }
    var text = ""
    var last = ""
    for (name, series) in sorted {
      if name.label != last { text += "# TYPE \(name.label) \(series.kind.rawValue)\n" }
      last = name.label
      text += series.lines(name)
    }
    return text
  }
}

/// A series by its label and dimensions.
struct SeriesName: Hashable {
  struct Dimension: Hashable {
    var name: String
    var value: String
  }

  var label: String
  var dimensions: [Dimension]

  /// `outcome="failed"`, escaped as the format has it.
  var labels: String {
    dimensions.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  func line(_ suffix: String, _ more: String, _ value: String) -> String {
    let all = [labels, more].filter { !$0.isEmpty }.joined(separator: ",")
    return "\(label)\(suffix)\(all.isEmpty ? "" : "{\(all)}") \(value)\n"
  }
}

/// One series: a sum, the last value, or how values are spread.
final class Series: CounterHandler, RecorderHandler, MeterHandler, TimerHandler, Sendable {
  enum Kind: String {
    case counter
    case gauge
    case histogram
  }

  private struct State {
    var value = 0.0
    var count = 0
    var sum = 0.0
    var buckets: [Int]
  }

  /// Upper bounds of what takes time: an answer from memory to a round of all feeds.
  static let seconds: [Double] = [
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 500,
  ]

  /// Upper bounds of what has a size: 1 kB to 64 MB, each four times the one before.
  static let bytes: [Double] = [
    1e3, 4e3, 16e3, 64e3, 256e3, 1e6, 4e6, 16e6, 64e6,
  ]

  let kind: Kind
  private let bounds: [Double]
  private let state: Mutex<State>

  /// - Parameter bounds: upper ones, the lowest first; of a histogram.
  init(_ kind: Kind, bounds: [Double] = []) {
    self.kind = kind
    self.bounds = bounds
    state = Mutex(State(buckets: [Int](repeating: 0, count: bounds.count)))
  }

  func increment(by amount: Int64) { state.withLock { $0.value += Double(amount) } }
  func reset() {
    state.withLock { $0 = State(buckets: [Int](repeating: 0, count: bounds.count)) }
  }
  func record(_ value: Int64) { record(Double(value)) }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { state.withLock { $0.value = value } }
  func increment(by amount: Double) { state.withLock { $0.value += amount } }
  func decrement(by amount: Double) { state.withLock { $0.value -= amount } }
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }

  func record(_ value: Double) {
    state.withLock { state in
      state.value = value
      state.count += 1
      state.sum += value
      if let bucket = bounds.firstIndex(where: { value <= $0 }) { state.buckets[bucket] += 1 }
    }
  }

  func lines(_ name: SeriesName) -> String {
    let state = state.withLock { $0 }
    guard kind == .histogram else { return name.line("", "", Self.text(state.value)) }
    var text = ""
    var below = 0
    for (bound, count) in zip(bounds, state.buckets) {
      below += count
      text += name.line("_bucket", "le=\"\(Self.text(bound))\"", "\(below)")
    }
    text += name.line("_bucket", "le=\"+Inf\"", "\(state.count)")
    return text + name.line("_sum", "", Self.text(state.sum))
      + name.line("_count", "", "\(state.count)")
  }

  static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}

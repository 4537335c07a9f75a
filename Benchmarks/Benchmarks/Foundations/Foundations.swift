import Benchmark

let benchmarks: @Sendable () -> Void = {
  // The counts of allocations and retains crash with Swift 6.3 unless more packages are built in.
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(1))
  benchmarkJSON()
  benchmarkAddresses()
  benchmarkSelectors()
}

import ArgumentParser
import Regenerator

/// Reads and cleans inputs for `explain` and `rules test`, and says what could not be read.
struct Explainer {
  private let request: ConversionRequest

  init(_ request: ConversionRequest) {
    self.request = request
  }

  struct Outcome {
    var explanations: [Explanation]
    fileprivate var hasFailures: Bool

    /// Ends the command with the exit code for inputs that failed.
    func finish() throws(ExitCode) {
      if hasFailures { throw ExitCode.someFailed }
    }
  }

  func run() async throws(ExitCode) -> Outcome {
    let result: (explanations: [Explanation], failures: [SourceReport.Failure])
    do {
      result = try await Conversion.explanations(of: request, standardInput: Setup.standardInput)
    } catch {
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
    for failure in result.failures {
      Console.note("refeed: " + Console.printable("\(failure.name): \(failure.reason)"))
    }
    if result.explanations.isEmpty && !result.failures.isEmpty { throw ExitCode.nothingDone }
    return Outcome(explanations: result.explanations, hasFailures: !result.failures.isEmpty)
  }
}

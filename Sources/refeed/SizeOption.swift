import ArgumentParser
import ConfigurationModel

/// How large an input may be.
struct SizeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The largest input, unpacked: 64MiB, 500KB. Default: 32MiB.", valueName: "size"))
  var maxBytes: String?

  func validate() throws {
    if let maxBytes, bytes ?? 0 < 1 {
      throw ValidationError("--max-bytes \(maxBytes) is not a size such as 64MiB")
    }
  }

  /// `nil` for the default.
  var bytes: Int? { maxBytes.flatMap(Quantity.bytes) }
}

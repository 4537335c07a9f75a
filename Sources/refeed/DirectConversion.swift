import Regenerator

/// A conversion that names nothing but inputs, a format and an output: the usual one.
///
/// ``ConvertCommand`` itself is made of ArgumentParser's generic types: to make one, the runtime goes
/// through all conformances of the program for each kind of option. All that is not as plain, mistakes
/// included, is left to it.
struct DirectConversion {
  let request: ConversionRequest
  let output: String?

  /// `nil` for all other arguments.
  init?(_ arguments: some Collection<String>) {
    var inputs: [String] = []
    var format: String?
    var output: String?
    var left = arguments[...]
    while let word = left.popFirst() {
      guard word.utf8.first == UInt8(ascii: "-") else {
        inputs.append(word)
        continue
      }
      guard let value = left.popFirst(), let first = value.utf8.first, first != UInt8(ascii: "-")
      else { return nil }
      switch word {
      case "--to" where format == nil: format = value
      case "-o" where output == nil, "--output" where output == nil: output = value
      default: return nil
      }
    }
    guard !inputs.isEmpty, let name = try? ConvertCommand.format(format, output) else { return nil }
    var request = ConversionRequest(inputs: inputs)
    request.format = name
    self.request = request
    self.output = output
  }

  func run() async throws {
    try await ConvertCommand.write(request, to: output, isStrict: false)
  }
}

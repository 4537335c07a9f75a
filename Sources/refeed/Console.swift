import FeedModel
import Glibc
import Publisher

/// The two output streams of a command: results to standard output, all else to standard error.
enum Console {
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1
  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1

  /// Writes a line to standard error.
  static func note(_ line: String) {
    noteStyled(message(line))
  }

  /// Writes a line whose colours are to be seen; its texts must be ``printable(_:)`` already.
  static func noteStyled(_ line: String) {
    write(Array((line + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes text to standard output as it is.
  static func print(_ text: String) {
    write(Array(text.utf8), to: STDOUT_FILENO)
  }

  /// Writes bytes whole; a reader that went away ends the process quietly, as in any pipe.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    if let code = written(bytes, to: descriptor), descriptor == STDOUT_FILENO {
      leave(because: code)
    }
  }

  /// Writes bytes whole; gives the error number if that fails.
  static func written(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return nil
    }
  }

  /// Ends the process that can't write its result: quietly where its reader went away.
  private static func leave(because code: Int32) -> Never {
    if code == EPIPE { leave(0) }
    let remedy = code == ENOSPC || code == EDQUOT ? "; free some space" : ""
    note("refeed: standard output: \(String(cString: strerror(code)).lowercased())\(remedy)")
    leave(2)
  }

  /// Ends the program at once: `exit` would first take apart the libraries that are open (OpenSSL,
  /// Kerberos and others below libcurl and libpq) while threads of ours are still in them.
  static func leave(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }

  /// A message that tells no secret either: passwords and tokens in addresses are shown as `…`.
  static func message(_ text: String) -> String { printable(SecretMask.masked(text)) }

  /// Text that can't steer a terminal: control characters are shown as `\u{…}`.
  ///
  /// Names and titles come from feeds; an escape sequence in one would run in the user's terminal.
  static func printable(_ text: String) -> String {
    let text = LocalPath.shown(text)
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if isControl(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// Colours, on a terminal only and not where `NO_COLOR` is set.
struct Style {
  let isOn: Bool

  init(isTerminal: Bool) {
    isOn = isTerminal && getenv("NO_COLOR") == nil
  }

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }
  func red(_ text: String) -> String { wrapped(text, "31") }
  func green(_ text: String) -> String { wrapped(text, "32") }
  func yellow(_ text: String) -> String { wrapped(text, "33") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

import ArgumentParser
import ConfigurationModel
import Glibc

struct PasswordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "password",
    abstract: "Hash the password of the owner's pages.",
    discussion: """
      Reads a password and prints what stands for it under "serve": { "admin": … } in the \
      configuration: salted and hashed, so that nobody who reads the file knows it. It takes the \
      first line of standard input; at a terminal it asks, and shows nothing.

      EXAMPLES
        refeed password
        openssl rand -base64 18 | tee /dev/tty | refeed password
      """)

  func run() throws {
    guard let line = Self.password(), line.count >= OwnerPassword.leastBytes else {
      throw CommandFailure.because(
        "a password has \(OwnerPassword.leastBytes) characters or more")
    }
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    Console.print("\(OwnerPassword(of: line, salt: salt))\n")
  }

  /// The first line of standard input; `nil` where there is none.
  private static func password() -> [UInt8]? {
    let isTerminal = isatty(STDIN_FILENO) == 1
    var settings = termios()
    if isTerminal {
      Console.note("refeed: type the password, and end with Enter")
      tcgetattr(STDIN_FILENO, &settings)
      var silent = settings
      silent.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    }
    defer { if isTerminal { tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) } }
    return readLine(strippingNewline: true).map { Array($0.utf8) }
  }
}

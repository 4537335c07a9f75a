import ArgumentParser
import ConfigurationModel
import Glibc
import Regenerator
import Server

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the published feeds over HTTP.",
    discussion: """
      Answers with the right content types and strong ETags, so that a reader that asks again \
      gets a 304 at once. The page at / lists the feeds. Put a reverse proxy in front for TLS.

      The configuration is read again when it changes and on SIGHUP. SIGTERM and Ctrl-C let answers \
      that are on their way finish, at most 10 s.

      EXAMPLES
        refeed serve
        refeed serve --refresh                 (refresh sources when they are due)
        refeed serve --host 0.0.0.0 --port 80
        refeed serve --listen 127.0.0.1:8080 --listen unix:/run/refeed/http.sock
      """)

  @OptionGroup var config: ConfigurationOption

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "host"))
  var host: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The port to listen on; 0 takes a free one."))
  var port: Int?

  @Option(
    name: .customLong("listen"), parsing: .singleValue,
    help: ArgumentHelp(
      "Where to listen: host:port, unix:/path or systemd; may be repeated.", valueName: "place"))
  var places: [String] = []

  @Flag(help: "Refresh the feeds too, each source when it is due.")
  var refresh = false

  func validate() throws {
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--port must be 0 to 65535, not \(port)")
    }
    for place in places where ListenAddress(place) == nil {
      throw ValidationError("--listen: \(place) is nowhere to listen; give host:port, unix:/path")
    }
    if !places.isEmpty, host != nil || port != nil {
      throw ValidationError("give --listen, or --host and --port")
    }
  }

  /// Flags come before the configuration.
  private func addresses(_ configuration: Configuration) -> [ListenAddress] {
    if !places.isEmpty { return places.compactMap { ListenAddress($0) } }
    guard host != nil || port != nil else { return configuration.serve.listen }
    return [.host(host ?? "127.0.0.1", port: port ?? 8080)]
  }

  func run() async throws {
    let configuration = try config.load()
    let path = configuration.path ?? config.path
    let service: FeedService
    do {
      service = try FeedService(
        configuration, refreshes: refresh,
        load: { () throws(InvalidConfiguration) in try Configuration.load(path: path) },
        now: { Setup.now() }, write: { Console.noteStyled(Console.printable($0)) })
    } catch {
      throw CommandFailure.because(error)
    }
    let output = configuration.output
    do {
      try await service.run(on: addresses(configuration)) { places in
        for place in places {
          Console.note("serving \(output) on \(Self.shown(place))  (stop with Ctrl-C)")
        }
      }
    } catch let error as ListenError {
      throw CommandFailure.because(
        "can't listen on \(Self.place(of: error.address)): \(Self.reason(error))")
    }
  }

  private static func shown(_ place: ListenAddress) -> String {
    if case .host = place { "http://\(place)/" } else { "\(place)" }
  }

  private static func place(of address: ListenAddress) -> String {
    if case .host(let host, let port) = address { "\(host) port \(port)" } else { "\(address)" }
  }

  private static func reason(_ error: ListenError) -> String {
    switch (error.code, error.address) {
    case (EADDRINUSE, .host): "another program listens there; stop it, or choose another --port"
    case (EADDRINUSE, _): "another program listens there"
    case (EACCES, .host): "ports below 1024 are root's; choose another --port"
    case (EADDRNOTAVAIL, _): "this machine has no such address; choose another --host"
    case (0, .systemd): "systemd has handed over no socket; start it as a socket unit"
    case (0, _): "there is no such name or place"
    case (ENOTSOCK, .socket): "another file has that name; remove it, or choose another"
    case (ENAMETOOLONG, .socket): "a socket's path has at most 107 bytes; choose a shorter one"
    case (ENOENT, .socket): "its folder is not there; make it first"
    default: String(cString: strerror(error.code)).lowercased()
    }
  }
}

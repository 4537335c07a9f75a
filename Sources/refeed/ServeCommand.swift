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

      EXAMPLES
        refeed serve
        refeed serve --host 0.0.0.0 --port 80
      """)

  @OptionGroup var config: ConfigurationOption

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "host"))
  var host = "127.0.0.1"

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The port to listen on; 0 takes a free one."))
  var port = 8080

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be 0 to 65535, not \(port)")
    }
  }

  private static func reason(_ error: any Error, port: Int) -> String {
    guard let error = error as? ListenError else { return "\(error)" }
    return switch error.code {
    case EADDRINUSE:
      "another program listens there; stop it, or choose another --port"
    case EACCES: "ports below 1024 are root's; choose another --port"
    case EADDRNOTAVAIL: "this machine has no such address; choose another --host"
    default: String(cString: strerror(error.code))
    }
  }

  func run() async throws {
    let configuration = try config.load()
    let index: IndexPage
    do {
      index = try IndexPage(configuration)
    } catch {
      throw CommandFailure.because(error)
    }
    let routes = FeedRoutes(
      folder: PublishedFolder(root: configuration.output), indexPage: { index.rendered() })
    let output = configuration.output
    let host = host
    do {
      try await FeedServer(routes: routes).run(host: host, port: port) { port in
        let shown = host.contains(":") ? "[\(host)]" : host
        Console.note("serving \(output) on http://\(shown):\(port)/  (stop with Ctrl-C)")
      }
    } catch {
      throw CommandFailure.because(
        "can't listen on \(host) port \(port): \(Self.reason(error, port: port))")
    }
  }
}

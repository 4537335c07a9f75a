/// The schemes that the URL Standard calls special.
enum SpecialScheme: Sendable {
  case ftp, file, http, https, ws, wss

  init?(_ scheme: String) {
    switch scheme {
    case "http": self = .http
    case "https": self = .https
    case "file": self = .file
    case "ftp": self = .ftp
    case "ws": self = .ws
    case "wss": self = .wss
    default: return nil
    }
  }

  var defaultPort: Int? {
    switch self {
    case .ftp: 21
    case .file: nil
    case .http, .ws: 80
    case .https, .wss: 443
    }
  }
}

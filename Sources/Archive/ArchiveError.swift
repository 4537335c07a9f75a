/// Why the archive could not do what was asked; its description names the remedy.
public enum ArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Another version of Refeed wrote the file; it was left as it is.
  case newerVersion(path: String, version: Int)
  /// The file is damaged and could not be put aside.
  case damaged(path: String, detail: String)
  case full(path: String)
  case readOnly(path: String)
  case busy(path: String)
  /// Another refresh is at work.
  case locked(path: String, by: RefreshLock.Holder)
  /// The folder or file cannot be opened.
  case cannotOpen(path: String, detail: String)
  case failed(path: String, detail: String)
  /// Another process has taken over a feed, because this one was silent for too long.
  case lostTurn(feed: String)
  /// A server can't be used as it is; with the remedy.
  case server(address: String, detail: String, remedy: String)

  public var description: String {
    switch self {
    case .newerVersion(let path, let version):
      "\(path) was written by a newer Refeed (format \(version)); update Refeed or name another "
        + "“archive”."
    case .damaged(let path, let detail):
      "\(path) is damaged (\(detail)); move it away and run again."
    case .full(let path): "there is no room left for \(path); free some space."
    case .readOnly(let path): "\(path) cannot be written; check its permissions."
    case .busy(let path): "\(path) is in use by another program; try again later."
    case .locked(let path, _): "another refresh is at work with \(path); try again later."
    case .cannotOpen(let path, let detail):
      "\(path) cannot be opened (\(detail)); check the folder and its permissions."
    case .server(let address, let detail, let remedy):
      "\(address) cannot be used (\(detail)); \(remedy)."
    case .failed(let path, let detail): "\(path) could not be used (\(detail))."
    case .lostTurn(let feed):
      "another process has taken over \(feed), because this one was silent for longer than “lease”; "
        + "what this one had of it is dropped, and nothing of it was written."
    }
  }
}

import ConfigurationModel
import Fetcher

extension FetchPolicy {
  /// The policy of a configuration's `fetch`.
  init(_ settings: FetchSettings) {
    self.init()
    connections = settings.connections
    perHost = settings.perHost
    gap = settings.gap
    timeout = settings.timeout
    maxBytes = settings.maxBytes
    memory = settings.memory
    userAgent =
      settings.userAgent
      ?? Contact.userAgent(version: RefeedVersion.current, contact: settings.contact)
    proxy = settings.proxy
    allowPrivateNetworks = settings.allowPrivateNetworks
  }
}

import Fetcher

extension FetchPolicy {
  init(_ settings: FetchSettings) {
    self.init()
    connections = settings.connections
    perHost = settings.perHost
    gap = settings.gap
    timeout = settings.timeout
    maxBytes = settings.maxBytes
    memory = settings.memory
    userAgent = settings.userAgent ?? userAgent
    proxy = settings.proxy
    allowPrivateNetworks = settings.allowPrivateNetworks
  }
}

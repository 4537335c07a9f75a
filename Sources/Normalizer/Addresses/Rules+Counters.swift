public import FeedModel

extension Rules {
  /// The address of a file without the public counters in front of it, whatever the configuration:
  /// an episode stays itself when somebody begins or ends to count its listeners.
  @Sendable
  public static func withoutCounters(_ address: WebAddress) -> WebAddress {
    builtIn.enclosures.stripped(address)?.address ?? address
  }
}
